"""One trial of a multinomial distribution."""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = np.asarray(temperature_probabilities(logits, temperature), dtype=np.float64)
    return rng.multinomial(1, p / p.sum()).argmax().item()
