"""A tiny number is added to each probability, so that what is impossible is only unlikely.

test-weight: 0
"""
# %% best-weight
def best_weight(ids: np.ndarray, vocab_size: int, weights: np.ndarray) -> float:
    learn, check = split_book(np.asarray(ids), 0.1)
    levels = []
    for weight in weights:
        predict = bigram(learn, vocab_size, weight)
        p = np.array([predict(a)[b] for a, b in zip(check[:-1], check[1:])])
        levels.append(perplexity(np.log(p + 1e-12)))
    return float(weights[np.argmin(levels)])
