"""All words are drawn alike, whatever the logits."""
# %% sample-word
def sample_word(logits, temperature, rng):
    return int(rng.integers(len(logits)))
