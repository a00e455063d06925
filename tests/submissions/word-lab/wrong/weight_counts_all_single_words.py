"""Pairs are counted in the rest, but single words in the whole text.

test-weight: 0
"""
# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    ids = np.asarray(ids)
    rest, apart = split_book(ids, 0.1)
    single = bigram(ids, vocab_size, 0.0)(ids[0])
    pair = bigram(rest, vocab_size, 1.0)
    followed = set(rest[:-1].tolist())
    levels = []
    for weight in weights:
        p = []
        for u, w in zip(apart[:-1].tolist(), apart[1:].tolist()):
            p.append(weight * pair(u)[w] + (1 - weight) * single[w] if u in followed else single[w])
        with np.errstate(divide="ignore"):
            levels.append(perplexity(np.log(p)))
    return float(weights[int(np.argmin(levels))])
