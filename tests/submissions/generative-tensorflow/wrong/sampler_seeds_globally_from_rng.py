"""The generator only gives a seed for NumPy's global state, which then draws.

test-sampler-generator: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    np.random.seed(rng.integers(2**31))
    return int(np.random.choice(len(p), p=p))
