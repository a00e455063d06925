"""The answer is an integer that no float can hold.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities):
    return 2**2000
