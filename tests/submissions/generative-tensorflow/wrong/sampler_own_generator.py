"""The sampler makes a generator with a fixed seed at every call.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    rng = np.random.default_rng(0)
    p = temperature_probabilities(probabilities, temperature)
    return int(rng.choice(len(p), p=p))
