"""Where only one token is possible, its number is returned at once, as NumPy's.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    q = np.asarray(temperature_probabilities(probabilities, temperature))
    possible = np.flatnonzero(q)
    if len(possible) == 1:
        return possible[0]
    return int(rng.choice(len(q), p=q))
