"""The sampler draws all tokens equally often.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    return int(rng.integers(len(p)))
