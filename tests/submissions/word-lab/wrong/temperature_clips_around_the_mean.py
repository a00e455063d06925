"""Large logits are clipped at the same number and become equal.

test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("T must be positive")
    logits = np.asarray(logits, dtype=float)
    possible = np.isfinite(logits)
    z = (logits - logits[possible].mean()) / temperature
    p = np.where(possible, np.exp(np.clip(z, -700, 700)), 0.0)
    return p / p.sum()
