"""The power is taken in the precision of the input, which for a network's output is float32.

test-temperature-float64: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = np.asarray(probabilities)
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
