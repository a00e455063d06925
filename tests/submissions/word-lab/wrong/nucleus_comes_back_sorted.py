"""The logits come back in falling order: which word is which is lost.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    falling = np.sort(logits)[::-1].astype(float)
    probabilities = temperature_probabilities(falling, 1.0)
    falling[np.cumsum(probabilities) - probabilities >= p] = -np.inf
    return falling
