"""The powers are taken in the dtype that came, and converted then.

test-temperature-float64: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature is too low")
    p = np.asarray(probabilities)
    weights = ((p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)).astype(np.float64)
    return weights / weights.sum(axis=-1, keepdims=True)
