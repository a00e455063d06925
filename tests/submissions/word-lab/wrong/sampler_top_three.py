"""Only the three most likely words are ever drawn.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-nucleus-draws: 0
test-generate-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    logits = np.asarray(logits, dtype=float)
    best = np.argsort(logits)[-3:]
    return int(rng.choice(best, p=temperature_probabilities(logits[best], temperature)))
