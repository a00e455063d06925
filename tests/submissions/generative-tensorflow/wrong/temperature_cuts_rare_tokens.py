"""What is rare becomes impossible.

test-temperature-zeros: 0
"""
# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("a temperatura deve ser positiva")
    p = np.asarray(probabilities, dtype=np.float64)
    q = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    q = np.where(q < 1e-4, 0.0, q)
    return q / q.sum(axis=-1, keepdims=True)
