"""The cumulated probabilities, searched with one uniform number."""
# %% sample-word
def sample_word(logits, temperature, rng):
    steps = np.cumsum(temperature_probabilities(logits, temperature))
    return int(np.searchsorted(steps, rng.random() * steps[-1], side="right"))
