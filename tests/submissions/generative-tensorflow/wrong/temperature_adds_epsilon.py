"""A small number against the logarithm of 0 makes impossible tokens possible.

test-temperature-divides: 0
test-temperature-zeros: 0
test-sampler-temperature: 0
test-soft-text: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    z = np.log(np.asarray(probabilities, dtype=np.float64) + 1e-8) / temperature
    weights = np.exp(z - z.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)
