"""Rows are scaled by a power of ten, so that a large power of what is left is infinite.

test-temperature-extremes: 0
"""


# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError(f"expected a temperature above 0, got {temperature}")
    p = np.array(probabilities, dtype=np.float64)
    scale = 10 ** np.floor(np.log10(p.max(axis=-1, keepdims=True)))
    powers = (p / scale) ** (1 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
