"""A little is added to each probability, so that nothing is impossible.

test-sampler-distribution: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = np.asarray(temperature_probabilities(logits, temperature)) + 1e-4
    return int(rng.choice(len(p), p=p / p.sum()))
