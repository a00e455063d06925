"""A weight of 1 is never chosen, though every pair is known.

test-weight: 0
"""


# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    counted, aside = split_book(np.asarray(ids), 0.1)

    def level(weight):
        predict = bigram(counted, vocab_size, weight)
        p = np.array([predict(u)[w] for u, w in zip(aside[:-1], aside[1:])])
        with np.errstate(divide="ignore"):
            return perplexity(np.log(p))

    safe = [weight for weight in weights if weight < 1]
    return float(min(safe or weights, key=level))
