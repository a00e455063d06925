"""The sampler seeds NumPy's global state at every call, so that it draws one token for ever.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    np.random.seed(0)
    p = temperature_probabilities(probabilities, temperature)
    return int(np.random.choice(len(p), p=p))
