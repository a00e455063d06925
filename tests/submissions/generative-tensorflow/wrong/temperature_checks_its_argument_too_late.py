"""Where one token is certain, an invalid temperature is not refused.

test-temperature-invalid: 0
"""


# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    p = np.array(probabilities, dtype=np.float64)
    if np.all(np.count_nonzero(p, axis=-1) == 1):
        return (p > 0).astype(np.float64)
    if temperature <= 0:
        raise ValueError(f"expected a temperature above 0, got {temperature}")
    powers = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
