"""What came before is compared with p less a millionth: with a tiny p, nothing stays.

test-truncation-limits: 0
"""
# %% keep-nucleus
def keep_nucleus(logits: np.ndarray, p: float) -> np.ndarray:
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    logits = np.asarray(logits)
    chances = np.asarray(temperature_probabilities(logits, 1.0), dtype=float)
    order = np.argsort(-chances, kind="stable")
    before = np.cumsum(chances[order]) - chances[order]
    stays = order if p == 1 else order[before < p - 1e-6]
    result = np.full(logits.shape, -np.inf)
    result[stays] = logits[stays]
    return result
