"""Numbers above 1 are cut off at 1.

test-temperature-float64: 0
"""


# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    p = np.clip(np.asarray(probabilities, dtype=np.float64), 0.0, 1.0)
    powers = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
