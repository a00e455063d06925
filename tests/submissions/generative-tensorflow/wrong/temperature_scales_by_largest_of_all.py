"""All rows are scaled by the largest number of all, and at a low T the other rows vanish.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = np.asarray(probabilities, dtype=np.float64)
    weights = (p / p.max()) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
