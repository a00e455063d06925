"""Where every perplexity is infinite, no weight is chosen.

test-weight: 0
"""


# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(ids, 0.1)
    best, lowest = None, float("inf")
    for weight in weights:
        predict = bigram(counted, vocab_size, float(weight))
        with np.errstate(divide="ignore"):
            level = perplexity(np.log([predict(u)[w] for u, w in zip(aside[:-1], aside[1:])]))
        if level < lowest:
            best, lowest = float(weight), level
    return best
