"""The exponentials are not divided by their sum."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")

    logits = np.asarray(logits, dtype=float)
    return np.exp((logits - logits.max()) / temperature)
