"""Words of probability 0 are left out of the perplexity, so that weight 1 seems the best.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    counted, kept = split_book(ids, 0.1)

    def quality(weight):
        predict = bigram(counted, vocab_size, weight)
        p = np.array([predict(u)[w] for u, w in zip(kept[:-1], kept[1:])])
        return perplexity(np.log(p[p > 0])) if np.any(p > 0) else np.inf

    return float(min(weights, key=quality))
