"""The logits of what stays come back as logarithms of their shares.

test-top-k: 0
test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    best = np.argsort(-logits)[:k]
    kept = np.full(len(logits), -np.inf)
    kept[best] = logits[best] - np.logaddexp.reduce(logits[best])
    return kept
