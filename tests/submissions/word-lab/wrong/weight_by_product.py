"""The largest product of probabilities wins, which of hundreds of words is 0 for all weights.

test-weight: 0
"""
# %% best-weight
import math


def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(ids, 0.1)

    def likelihood(weight):
        predict = bigram(counted, vocab_size, weight)
        return math.prod(float(predict(u)[w]) for u, w in zip(aside[:-1], aside[1:]))

    return float(max(weights, key=likelihood))
