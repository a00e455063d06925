"""A tenth is rounded down, where split_book rounds to the nearest.

test-weight: 0
"""


# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    border = len(ids) - len(ids) // 10
    counted, aside = ids[:border], ids[border:]
    levels = []
    for weight in weights:
        predict = bigram(counted, vocab_size, float(weight))
        p = [predict(u)[w] for u, w in zip(aside[:-1], aside[1:])]
        with np.errstate(divide="ignore"):
            levels.append(np.mean(-np.log(p)) if p else 0.0)
    return float(weights[int(np.argmin(levels))])
