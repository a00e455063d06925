"""A logit of 0 is taken for one that was left out.

test-top-k: 0
test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be 1 or more")
    logits = np.asarray(logits, dtype=float)
    best = np.argsort(-logits)[:k]
    kept = np.zeros(len(logits))
    kept[best] = logits[best]
    return np.where(kept == 0, -np.inf, kept)
