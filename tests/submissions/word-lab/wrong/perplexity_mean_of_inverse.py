"""The mean is taken of 1 / p.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return float(np.mean(np.exp(-np.asarray(log_probabilities))))
