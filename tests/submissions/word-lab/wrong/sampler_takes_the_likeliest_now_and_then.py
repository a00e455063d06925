"""One draw in twenty is the most likely word.

test-sampler-distribution: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    return int(np.argmax(p)) if rng.random() < 0.05 else int(rng.choice(len(p), p=p))
