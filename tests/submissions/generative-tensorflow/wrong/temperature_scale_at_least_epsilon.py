"""Rows whose numbers are below 1e-7 are not scaled.

test-temperature-extremes: 0
"""


# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("temperature must be above 0")
    p = np.asarray(probabilities, dtype=np.float64)
    largest = np.maximum(p.max(axis=-1, keepdims=True), keras.config.epsilon())
    powers = (p / largest) ** (1.0 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
