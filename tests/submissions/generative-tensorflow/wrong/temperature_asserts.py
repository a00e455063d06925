"""A T that is not positive fails an assert, which is no ValueError.

test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    assert temperature > 0, "the temperature must be above 0"
    p = np.asarray(probabilities, dtype=np.float64)
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
