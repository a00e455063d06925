"""All rows are scaled by the largest number of all, and rows of which nothing is left stay zero.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = np.asarray(probabilities, dtype=np.float64)
    weights = (p / p.max()) ** (1 / temperature)
    total = weights.sum(axis=-1, keepdims=True)
    return weights / np.where(total == 0, 1, total)
