"""T = 0 gives all probability to the largest instead of an error.

test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    p = np.asarray(probabilities, dtype=np.float64)
    if temperature == 0:
        return np.eye(p.shape[-1])[p.argmax(axis=-1)]
    if temperature < 0:
        raise ValueError("the temperature must not be negative")
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
