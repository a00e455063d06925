"""A k above V is an error.

test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    kept = np.array(logits, dtype=float)
    kept[kept < np.partition(kept, -k)[-k]] = -np.inf
    return kept
