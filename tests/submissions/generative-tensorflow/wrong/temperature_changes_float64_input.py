"""np.asarray is believed to make a copy, which for float64 it does not: the input is changed.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = np.asarray(probabilities, dtype=np.float64)
    p /= p.max(axis=-1, keepdims=True)
    weights = p ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
