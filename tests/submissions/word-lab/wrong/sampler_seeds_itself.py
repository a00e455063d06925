"""The sampler makes a generator with a fixed seed for every draw."""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    return int(np.random.default_rng(0).choice(len(p), p=p))
