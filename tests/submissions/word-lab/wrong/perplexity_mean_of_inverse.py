"""The mean is taken of 1 / p."""
# %% perplexity
def perplexity(log_probabilities):
    return float(np.mean(np.exp(-np.asarray(log_probabilities))))
