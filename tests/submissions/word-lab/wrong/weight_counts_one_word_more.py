"""The first word that was set aside is counted, too.

test-weight: 0
"""


# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    rest, aside = split_book(ids, 0.1)
    border = len(rest)
    levels = []
    for weight in weights:
        predict = bigram(ids[: border + 1], vocab_size, weight)
        p = [predict(aside[i - 1])[aside[i]] for i in range(1, len(aside))]
        with np.errstate(divide="ignore"):
            levels.append(perplexity(np.log(p)))
    return weights[int(np.argmin(levels))]
