"""The mean of -ln p is returned as it is.

test-perplexity: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return float(-np.mean(log_probabilities))
