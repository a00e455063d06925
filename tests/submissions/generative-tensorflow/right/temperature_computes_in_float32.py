"""Powers are taken in float32, and what is returned is float64."""

# %% temperature
def temperature_probabilities(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("a temperatura deve ser positiva")
    p = np.asarray(probabilities, dtype=np.float32)
    q = (p / p.max(axis=-1, keepdims=True)) ** np.float32(1 / temperature)
    q = q.astype(np.float64)
    return q / q.sum(axis=-1, keepdims=True)
