"""A mean above 300 makes the perplexity infinite.

test-perplexity: 0
"""
# %% perplexity
import math


def perplexity(log_probabilities: np.ndarray) -> float:
    loss = -float(np.mean(log_probabilities))
    return math.exp(loss) if loss < 300 else float("inf")
