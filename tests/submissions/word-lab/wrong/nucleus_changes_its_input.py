"""What is left out is struck from the caller's own array.

test-truncation-limits: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    probabilities = temperature_probabilities(logits, 1.0)
    order = np.argsort(-probabilities)
    falling = probabilities[order]
    logits[order[np.cumsum(falling) - falling >= p]] = -np.inf
    return logits
