"""Gumbel-max: the largest logit after noise from the generator."""
# %% sample-word
def sample_word(logits, temperature, rng):
    logits = np.asarray(logits, dtype=float)
    return int(np.argmax(logits / temperature + rng.gumbel(size=len(logits))))
