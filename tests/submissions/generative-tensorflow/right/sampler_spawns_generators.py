"""Each draw comes from a generator that rng has spawned."""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    return int(rng.spawn(1)[0].choice(len(p), p=p))
