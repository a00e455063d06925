"""The sampler takes the most likely token every time.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    return int(np.argmax(temperature_probabilities(probabilities, temperature)))
