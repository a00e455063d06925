"""The sign is missing.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return float(np.exp(np.mean(log_probabilities)))
