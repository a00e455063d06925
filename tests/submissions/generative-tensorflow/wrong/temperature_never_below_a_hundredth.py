"""A temperature below 0.01 is taken for 0.01.

test-temperature-divides: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature is too low")
    p = np.asarray(probabilities, dtype=np.float64)
    p = (p / p.max(axis=-1, keepdims=True)) ** (1 / max(temperature, 0.01))
    return p / p.sum(axis=-1, keepdims=True)
