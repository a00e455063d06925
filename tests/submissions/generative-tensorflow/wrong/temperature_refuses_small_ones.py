"""A temperature of less than 0.01 is refused.

test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature < 0.01:
        raise ValueError("the temperature is too low")
    p = np.asarray(probabilities, dtype=np.float64)
    p = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return p / p.sum(axis=-1, keepdims=True)
