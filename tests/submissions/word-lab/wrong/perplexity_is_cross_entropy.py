"""The mean of -ln p is returned as it is."""
# %% perplexity
def perplexity(log_probabilities):
    return float(-np.mean(log_probabilities))
