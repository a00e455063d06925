"""Logarithms below -20 count as -20.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return float(np.exp(-np.mean(np.maximum(log_probabilities, -20))))
