"""The power is taken without scaling, and at a low T a row of zeros is divided by 0.

test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    weights = np.asarray(probabilities, dtype=np.float64) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
