"""The token is the NumPy number that argmax returns, and no Python int.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    return np.argmax(rng.multinomial(1, p))
