"""At T = 1 the probabilities are returned as they are, whatever their sum.

test-temperature-float64: 0
test-sampler-float32: 0
test-soft-text: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be > 0")
    p = np.array(probabilities, dtype=np.float64)
    if temperature == 1:
        return p
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
