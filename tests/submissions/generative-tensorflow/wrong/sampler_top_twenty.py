"""Only the twenty most likely tokens are ever drawn.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    keep = np.argsort(p)[-20:]
    q = p[keep] / p[keep].sum()
    return int(rng.choice(keep, p=q))
