"""A NumPy integer is returned instead of an int.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-nucleus-draws: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    return np.int64(rng.choice(len(p), p=p))
