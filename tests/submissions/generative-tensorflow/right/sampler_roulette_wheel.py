"""A wheel turned once: sectors are taken off one by one until the ball lies in one."""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    ball = rng.random()
    for token, width in enumerate(p):
        if ball < width:
            return token
        ball -= width
    return int(np.argmax(p))  # only rounding leads here
