"""The running sums are rounded to three places.

test-nucleus: 0
"""
# %% keep-nucleus
def keep_nucleus(logits: np.ndarray, p: float) -> np.ndarray:
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    logits = np.asarray(logits, dtype=float)
    order = np.argsort(-logits, kind="stable")
    shares = np.exp(logits[order] - np.logaddexp.reduce(logits))
    before = np.round(np.concatenate([[0.0], np.cumsum(shares)[:-1]]), 3)
    kept = order[(before < round(p, 3)) | (p == 1)] if round(p, 3) else order[:1]
    return np.where(np.isin(np.arange(len(logits)), kept), logits, -np.inf)
