"""The sign is missing."""
# %% perplexity
def perplexity(log_probabilities):
    return float(np.exp(np.mean(log_probabilities)))
