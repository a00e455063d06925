"""The sum begins at the least likely word.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    probabilities = temperature_probabilities(logits, 1.0)
    order = np.argsort(probabilities)
    size = int(np.searchsorted(np.cumsum(probabilities[order]), p)) + 1
    kept = np.full(len(order), -np.inf)
    kept[order[:size]] = np.asarray(logits)[order[:size]]
    return kept
