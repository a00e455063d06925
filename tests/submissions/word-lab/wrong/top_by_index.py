"""The first k of the vocabulary stay: it is sorted by frequency, but this context is not.

test-top-k: 0
test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    kept = np.array(logits, dtype=float)
    kept[k:] = -np.inf
    return kept
