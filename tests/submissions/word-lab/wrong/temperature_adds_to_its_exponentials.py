"""A small number is added to each exponential, so that no logarithm fails.

test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("T must be above 0")
    logits = np.asarray(logits, dtype=float)
    powers = np.exp((logits - logits.max()) / temperature) + 1e-9
    return powers / powers.sum()
