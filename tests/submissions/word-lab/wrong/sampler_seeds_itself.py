"""The sampler makes a generator with a fixed seed for every draw.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-nucleus-draws: 0
test-generate-seed: 0
test-generate-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    return int(np.random.default_rng(0).choice(len(p), p=p))
