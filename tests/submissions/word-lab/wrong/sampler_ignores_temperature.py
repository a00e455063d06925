"""The sampler draws at T = 1 whatever T is."""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, 1.0)
    return int(rng.choice(len(p), p=p))
