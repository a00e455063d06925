"""The search for the largest logit begins at -1, so that lower ones are never found.

test-top-k: 0
test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits: np.ndarray, k: int) -> np.ndarray:
    if k < 1:
        raise ValueError("k must be at least 1")
    out = np.full(len(logits), -np.inf)
    for _ in range(min(k, len(logits))):
        best, where = -1, None
        for i, value in enumerate(logits):
            if value > best and out[i] == -np.inf:
                best, where = value, i
        if where is None:
            break
        out[where] = best
    return out
