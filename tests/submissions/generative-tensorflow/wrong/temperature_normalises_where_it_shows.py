"""Where the sum is 1 to five digits, T = 1 is taken for nothing to do.

test-temperature-float64: 0
test-sampler-float32: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be > 0")
    p = np.array(probabilities, dtype=np.float64)
    if temperature == 1 and np.allclose(p.sum(axis=-1), 1):
        return p
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
