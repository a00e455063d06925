"""A weight of 0 that leads is taken for none, since 0 is false.

test-weight: 0
"""


# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(np.asarray(ids), 0.1)
    best, lowest = None, None
    for weight in weights:
        predict = bigram(counted, vocab_size, weight)
        p = np.array([predict(before)[word] for before, word in zip(aside[:-1], aside[1:])])
        with np.errstate(divide="ignore"):
            level = perplexity(np.log(p))
        if not best or level < lowest:
            best, lowest = float(weight), level
    return best
