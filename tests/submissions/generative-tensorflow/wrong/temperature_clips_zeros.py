"""Probabilities are clipped from below, as for a loss, and zeros come back.

test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-float64: 0
test-temperature-zeros: 0
test-sampler-temperature: 0
test-soft-text: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = np.clip(np.asarray(probabilities, dtype=np.float64), keras.config.epsilon(), 1)
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
