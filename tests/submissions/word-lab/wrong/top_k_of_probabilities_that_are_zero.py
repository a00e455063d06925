"""Probabilities are compared, of which many are 0 alike.

test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits: np.ndarray, k: int) -> np.ndarray:
    if k < 1:
        raise ValueError("k must be at least 1")
    logits = np.asarray(logits, dtype=float)
    p = np.exp(logits - logits.max())
    p /= p.sum()
    threshold = np.sort(p)[-min(k, len(p))]
    return np.where(p >= threshold, logits, -np.inf)
