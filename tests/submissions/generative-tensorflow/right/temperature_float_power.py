"""A copy is divided in place, and raised by float_power."""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if not temperature > 0:
        raise ValueError("T")
    p = np.array(probabilities, dtype=np.float64, copy=True)
    p /= np.max(p, axis=-1, keepdims=True)
    p = np.float_power(p, 1.0 / temperature)
    return p / np.sum(p, axis=-1, keepdims=True)
