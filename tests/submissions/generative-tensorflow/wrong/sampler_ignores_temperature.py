"""The sampler draws from the probabilities as they are.

test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = np.asarray(probabilities, dtype=np.float64)
    return int(rng.choice(len(p), p=p / p.sum()))
