"""The search ends at the first weight that is worse than the one before it.

test-weight: 0
"""
# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    rest, apart = split_book(np.asarray(ids), 0.1)
    best, lowest = None, float("inf")
    for weight in weights:
        predict = bigram(rest, vocab_size, weight)
        level = perplexity(np.log([predict(u)[w] for u, w in zip(apart[:-1], apart[1:])]))
        if level > lowest:
            break
        best, lowest = float(weight), level
    return best
