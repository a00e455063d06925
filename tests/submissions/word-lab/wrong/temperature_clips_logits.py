"""The quotients are clipped to 500, so that exp does not overflow.

test-temperature-extremes: 0
test-truncation-limits: 0
test-generate-text: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T")
    z = np.clip(np.asarray(logits, dtype=float) / temperature, -500, 500)
    w = np.exp(z)
    return w / w.sum()
