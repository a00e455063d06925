"""The temperature is ignored."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")

    e = np.exp(np.asarray(logits, dtype=float) - np.max(logits))
    return e / e.sum()
