"""Words are kept as long as their sum stays within p: the one that crosses it is lost.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    probabilities = temperature_probabilities(logits, 1.0)
    order = np.argsort(-probabilities)
    nucleus = order[np.cumsum(probabilities[order]) <= p]
    kept = np.full(len(order), -np.inf)
    kept[nucleus] = np.asarray(logits)[nucleus]
    return kept
