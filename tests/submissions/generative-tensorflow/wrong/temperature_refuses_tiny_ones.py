"""A temperature below 0.001 is an error, too.

test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature < 1e-3:
        raise ValueError(f"T must be positive, not {temperature}")
    p = np.array(probabilities, dtype=np.float64)
    p = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return p / p.sum(axis=-1, keepdims=True)
