"""Gumbel noise on the logarithms; the largest sum is a draw from the distribution."""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    with np.errstate(divide="ignore"):
        log_p = np.log(p)
    return int(np.argmax(log_p + rng.gumbel(size=p.shape)))
