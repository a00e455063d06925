"""One throw of a multinomial: the token is where the 1 is."""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    return int(rng.multinomial(1, p).argmax())
