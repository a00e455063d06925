"""Only float32 becomes float64: float16 stays as it is.

test-temperature-float64: 0
"""


# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError(f"expected a temperature above 0, got {temperature}")
    p = np.array(probabilities)
    if p.dtype == np.float32:
        p = p.astype(np.float64)
    powers = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
