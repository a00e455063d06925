"""Where twenty tokens that were proposed are refused, the most likely one is taken.

test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    q = np.asarray(temperature_probabilities(probabilities, temperature))
    top = q.max()
    for _ in range(20):
        token = int(rng.integers(len(q)))
        if rng.random() * top < q[token]:
            return token
    return int(q.argmax())
