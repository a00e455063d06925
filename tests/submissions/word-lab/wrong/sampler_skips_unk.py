"""Word 0 is never drawn, although masking is the caller's business.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(np.asarray(logits)[1:], temperature)
    return 1 + int(rng.choice(len(p), p=p))
