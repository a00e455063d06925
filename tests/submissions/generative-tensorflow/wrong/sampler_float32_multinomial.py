"""The power is taken in float32, and multinomial refuses probabilities whose sum is not quite 1.

test-sampler-float32: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = probabilities ** (1 / temperature)
    p = p / p.sum()
    return int(np.argmax(rng.multinomial(1, p)))
