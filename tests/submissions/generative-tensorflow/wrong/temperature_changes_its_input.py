"""The division works in place and changes the array that was handed over.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    probabilities /= probabilities.max(axis=-1, keepdims=True)
    weights = probabilities.astype(np.float64) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
