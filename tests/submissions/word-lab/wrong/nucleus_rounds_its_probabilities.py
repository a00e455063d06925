"""Probabilities are rounded before they are summed.

test-nucleus: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    logits = np.array(logits, dtype=float)
    if p == 1:
        return logits
    q = np.round(temperature_probabilities(logits.copy(), 1.0), 3)
    order = np.argsort(-logits)
    nucleus = order[np.cumsum(q[order]) - q[order] < p]
    kept = np.full(len(order), -np.inf)
    kept[nucleus] = logits[nucleus]
    return kept
