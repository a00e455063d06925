"""The sampler draws from NumPy's global state instead of the generator.

test-sampler-generator: 0
test-soft-text: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    return int(np.random.choice(len(p), p=p))
