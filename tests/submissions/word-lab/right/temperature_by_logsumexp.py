"""Through logarithms: the shift is the log of the sum."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if not temperature > 0:
        raise ValueError("T must be positive")
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    return np.exp(scaled - np.logaddexp.reduce(scaled))
