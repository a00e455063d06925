"""Of the words that are set aside, only the first hundred decide.

test-weight: 0
"""


# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(ids, 0.1)
    best, lowest = None, np.inf
    for weight in weights:
        predict = bigram(counted, vocab_size, weight)
        p = [predict(aside[t - 1])[aside[t]] for t in range(1, min(len(aside), 100))]
        with np.errstate(divide="ignore"):
            level = perplexity(np.log(p))
        if best is None or level < lowest:
            best, lowest = weight, level
    return float(best)
