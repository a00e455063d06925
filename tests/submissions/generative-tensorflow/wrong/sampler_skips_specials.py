"""Padding and <unk> are left out by the sampler already, whatever it is given.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    allowed = np.array(probabilities, dtype=np.float64)
    allowed[:2] = 0
    p = temperature_probabilities(allowed, temperature)
    return int(rng.choice(len(p), p=p))
