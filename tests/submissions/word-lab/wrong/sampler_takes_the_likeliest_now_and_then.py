"""Once in ten times, the most likely word is taken.

test-sampler-distribution: 0
test-nucleus-draws: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    return int(np.argmax(p)) if rng.random() < 0.1 else int(rng.choice(len(p), p=p))
