"""The last probability is what the others leave of 1, by rounding not 0 where it should be.

test-temperature-zeros: 0
"""
# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    p = np.asarray(probabilities, dtype=np.float64)
    q = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    q = q / q.sum(axis=-1, keepdims=True)
    q[..., -1] = np.abs(1.0 - q[..., :-1].sum(axis=-1))
    return q
