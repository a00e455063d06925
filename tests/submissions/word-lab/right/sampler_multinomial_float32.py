"""float32 from the softmax to NumPy's multinomial, which adds up all probabilities but the last."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T must be above 0")
    logits = np.asarray(logits, dtype=np.float32)
    weights = np.exp((logits - logits.max()) / np.float32(temperature))
    return weights / weights.sum()
# %% sample-word
def sample_word(logits, temperature, rng):
    return int(rng.multinomial(1, temperature_probabilities(logits, temperature)).argmax())
