"""The sampler draws among the three most likely tokens only.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    best = np.argsort(p)[-3:]
    return int(rng.choice(best, p=p[best] / p[best].sum()))
