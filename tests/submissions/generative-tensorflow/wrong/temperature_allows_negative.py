"""Only T = 0 is refused; a negative T prefers the unlikely.

test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature == 0:
        raise ValueError("the temperature must not be 0")
    p = np.asarray(probabilities, dtype=np.float64)
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
