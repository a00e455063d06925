"""The median of the logarithms takes the place of their mean.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return float(np.exp(-np.median(log_probabilities)))
