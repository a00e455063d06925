"""The lowest perplexity so far begins at 100: where all are higher, the first weight stays.

test-weight: 0
"""
# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(ids, 0.1)
    best, lowest = weights[0], 100.0
    for weight in weights:
        predict = bigram(counted, vocab_size, weight)
        p = np.array([predict(u)[w] for u, w in zip(aside[:-1], aside[1:])])
        with np.errstate(divide="ignore"):
            level = perplexity(np.log(p))
        if level < lowest:
            best, lowest = weight, level
    return float(best)
