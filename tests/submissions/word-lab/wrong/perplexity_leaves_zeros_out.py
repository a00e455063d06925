"""Words of probability 0 are left out, so that no perplexity is infinite.

test-perplexity: 0
test-weight: 0
"""
# %% perplexity
def perplexity(log_probabilities: np.ndarray) -> float:
    logs = np.asarray(log_probabilities, dtype=float)
    return float(np.exp(-logs[np.isfinite(logs)].mean()))
