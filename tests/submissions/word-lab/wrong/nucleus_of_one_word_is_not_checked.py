"""Of a vocabulary of one word, p is not checked.

test-truncation-invalid: 0
"""


# %% keep-nucleus
def keep_nucleus(logits: np.ndarray, p: float) -> np.ndarray:
    logits = np.array(logits, dtype=float)
    if len(logits) == 1:  # at least one word is kept
        return logits
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, not {p}")
    if p == 1:
        return logits
    probabilities = np.exp(logits - logits.max())
    probabilities /= probabilities.sum()
    order = np.argsort(-probabilities, kind="stable")
    sums = np.cumsum(probabilities[order])
    result = np.full(len(logits), -np.inf)
    kept = order[sums - probabilities[order] < p]
    result[kept] = logits[kept]
    return result
