"""The sampler makes an unseeded generator at every call and leaves the one it was given alone.

test-sampler-generator: 0
test-soft-text: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    return int(np.random.default_rng().choice(len(p), p=p))
