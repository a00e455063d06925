"""One draw in twenty is the most likely token.

test-sampler-distribution: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    if rng.random() < 0.05:
        return int(np.argmax(p))
    return int(rng.choice(len(p), p=p))
