"""A mean that is updated word by word: after -inf it is nan.

test-perplexity: 0
"""
# %% perplexity
def perplexity(log_probabilities: np.ndarray) -> float:
    mean = 0.0
    with np.errstate(invalid="ignore"):
        for n, one in enumerate(np.asarray(log_probabilities, dtype=float), start=1):
            mean += (one - mean) / n
    return float(np.exp(-mean))
