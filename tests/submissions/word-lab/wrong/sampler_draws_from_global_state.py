"""NumPy's global state is used instead of the generator.

test-sampler-generator: 0
test-generate-seed: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature)
    return int(np.random.choice(len(p), p=p))
