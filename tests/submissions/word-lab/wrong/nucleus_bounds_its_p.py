"""A p above 0.999 is taken for 0.999: with p = 1, rare words are left out.

test-truncation-limits: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    logits = np.asarray(logits, dtype=float)
    probabilities = np.asarray(temperature_probabilities(logits.copy(), 1.0))
    order = np.argsort(-probabilities)
    falling = probabilities[order]
    nucleus = order[np.cumsum(falling) - falling < min(p, 0.999)]
    kept = np.full(len(order), -np.inf)
    kept[nucleus] = logits[nucleus]
    return kept
