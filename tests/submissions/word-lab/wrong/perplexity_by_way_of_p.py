"""The logarithms become probabilities again, the smallest of which are 0.

test-perplexity: 0
"""
# %% perplexity
def perplexity(log_probabilities: np.ndarray) -> float:
    p = np.exp(np.asarray(log_probabilities, dtype=np.float64))
    with np.errstate(divide="ignore"):
        bits = -np.log2(p)
    return float(2.0 ** bits.mean())
