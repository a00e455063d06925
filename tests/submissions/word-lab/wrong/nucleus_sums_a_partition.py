"""Probabilities are summed in the order in which a partition leaves them.

test-nucleus: 0
"""
# %% keep-nucleus
def keep_nucleus(logits: np.ndarray, p: float) -> np.ndarray:
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    logits = np.array(logits, dtype=float)
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    m = 8
    while m < len(logits):
        order = np.argpartition(-shares, m)[:m]
        if shares[order].sum() >= p and p < 1:
            break
        m *= 2
    else:
        if p == 1:
            return logits
        order = np.argsort(-shares, kind="stable")
    before = np.cumsum(shares[order]) - shares[order]
    kept = np.full(len(logits), -np.inf)
    kept[order[before < p]] = logits[order[before < p]]
    return kept
