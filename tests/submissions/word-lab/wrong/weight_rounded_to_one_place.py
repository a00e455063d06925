"""The best weight is returned rounded to one place, which may be none of the weights.

test-weight: 0
"""
# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(ids, 0.1)

    def level(weight):
        predict = bigram(counted, vocab_size, weight)
        with np.errstate(divide="ignore"):
            return perplexity(np.log([predict(u)[w] for u, w in zip(aside, aside[1:])]))

    return round(float(min(weights, key=level)), 1)
