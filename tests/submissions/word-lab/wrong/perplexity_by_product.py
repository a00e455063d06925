"""All probabilities are multiplied, which is 0 for a long text.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return float(np.float64(1) / np.maximum(np.prod(np.exp(np.asarray(log_probabilities))), 1e-320) ** (1 / len(log_probabilities)))
