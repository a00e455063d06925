"""Only the hundred most likely words are ever drawn.

test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = np.array(temperature_probabilities(logits, temperature))
    p[np.argsort(p)[:-100]] = 0
    return int(rng.choice(len(p), p=p / p.sum()))
