"""Only the fifty most likely words are ever drawn.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    logits = np.array(logits, dtype=float)
    if len(logits) > 50:
        logits[np.argsort(logits)[:-50]] = -np.inf
    p = temperature_probabilities(logits, temperature)
    return int(rng.choice(len(p), p=p))
