"""A logarithm that is 0, of a word that was certain, is taken for padding.

test-perplexity: 0
"""
# %% perplexity
def perplexity(log_probabilities: np.ndarray) -> float:
    logs = np.asarray(log_probabilities, dtype=np.float64)
    count = max(1, np.count_nonzero(logs))  # rows may be filled up with zeros
    return float(np.exp(-logs.sum() / count))
