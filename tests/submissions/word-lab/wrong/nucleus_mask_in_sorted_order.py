"""The mask is made in sorted order and laid over the logits in their own.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    falling = np.sort(temperature_probabilities(logits, 1.0))[::-1]
    kept = np.array(logits, dtype=float)
    kept[np.cumsum(falling) - falling >= p] = -np.inf
    return kept
