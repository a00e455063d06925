"""The k-th largest logit is found by recursion, once a word where the logits are sorted.

test-top-k: 0
"""
# %% keep-top
def keep_top(logits: np.ndarray, k: int) -> np.ndarray:
    if k < 1:
        raise ValueError("k must be at least 1")
    logits = np.array(logits, dtype=float)

    def kth_largest(values, k):
        pivot = values[0]
        larger, equal = values[values > pivot], (values == pivot).sum()
        if k <= len(larger):
            return kth_largest(larger, k)
        if k <= len(larger) + equal:
            return pivot
        return kth_largest(values[values < pivot], k - len(larger) - equal)

    if k >= len(logits):
        return logits
    return np.where(logits >= kth_largest(logits, k), logits, -np.inf)
