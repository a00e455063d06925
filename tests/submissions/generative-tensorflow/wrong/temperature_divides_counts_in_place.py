"""Numbers above 1 are divided in place.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("a temperatura deve ser positiva")
    p = np.asarray(probabilities, dtype=np.float64)
    if p.max() > 1:
        p /= p.max(axis=-1, keepdims=True)
    q = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return q / q.sum(axis=-1, keepdims=True)
