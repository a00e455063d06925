"""What is nearly equal to the k-th logit is kept as its equal.

test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits: np.ndarray, k: int) -> np.ndarray:
    if k < 1:
        raise ValueError("k must be at least 1")
    logits = np.asarray(logits, dtype=float)
    kth = np.sort(logits)[::-1][min(k, len(logits)) - 1]
    return np.where((logits > kth) | np.isclose(logits, kth), logits, -np.inf)
