"""Only what is above the k-th largest stays.

test-top-k: 0
test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    kept = np.array(logits, dtype=float)
    if k < len(kept):
        kept[kept <= np.sort(kept)[-k]] = -np.inf
    return kept
