"""One uniform number is looked up in the running sum of the probabilities."""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    cdf = np.cumsum(temperature_probabilities(probabilities, temperature))
    return int(np.searchsorted(cdf, rng.random() * cdf[-1], side="right"))
