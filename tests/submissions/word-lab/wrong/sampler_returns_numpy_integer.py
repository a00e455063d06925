"""A NumPy integer is returned instead of an int."""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    return rng.choice(len(p), p=p)
