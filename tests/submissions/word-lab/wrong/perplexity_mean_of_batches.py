"""The mean of the means of batches of 64, of which the last one is smaller.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities: np.ndarray) -> float:
    losses = -np.asarray(log_probabilities)
    batches = [losses[i : i + 64].mean() for i in range(0, len(losses), 64)]
    return float(np.exp(np.mean(batches)))
