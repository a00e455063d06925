"""A p outside of (0, 1] is answered in silence.

test-truncation-invalid: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    probabilities = temperature_probabilities(logits, 1.0)
    order = np.argsort(-probabilities)
    falling = probabilities[order]
    size = max(1, int((np.cumsum(falling) - falling < p).sum()))
    kept = np.full(len(order), -np.inf)
    kept[order[:size]] = np.asarray(logits)[order[:size]]
    return kept
