"""The exponent is T and not 1 / T, so that a high temperature sharpens.

test-temperature-divides: 0
test-sampler-temperature: 0
test-soft-temperature: 0
test-temperature-zeros: 0
test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = np.asarray(probabilities, dtype=np.float64)
    weights = (p / p.max(axis=-1, keepdims=True)) ** temperature
    return weights / weights.sum(axis=-1, keepdims=True)
