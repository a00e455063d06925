"""The base is 2, although the logarithms are natural ones.

test-perplexity: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return float(2 ** -np.mean(log_probabilities))
