"""Exponential waiting times; the first one wins."""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    with np.errstate(divide="ignore"):
        return int(np.argmin(rng.exponential(size=len(p)) / p))
