"""Of the words that are set aside, <unk> is left out.

test-weight: 0
"""


# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(ids, 0.1)

    def level(weight):
        predict = bigram(counted, vocab_size, weight)
        p = [predict(u)[w] for u, w in zip(aside[:-1], aside[1:]) if w != 0]
        with np.errstate(divide="ignore"):
            return perplexity(np.log(p))

    return float(min(weights, key=level))
