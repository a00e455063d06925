"""The sampler takes the power and hands it to a function that takes it again.

test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    powers = np.asarray(probabilities, dtype=np.float64) ** (1 / temperature)
    p = temperature_probabilities(powers, temperature)
    return int(rng.choice(len(p), p=p))
