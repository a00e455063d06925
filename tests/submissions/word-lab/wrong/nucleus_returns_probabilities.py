"""The shares of the nucleus come back, scaled to sum to 1, where logits are asked for.

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
    falling = probabilities[order]
    out = order[np.cumsum(falling) - falling >= p]
    probabilities[out] = 0
    return probabilities / probabilities.sum()
