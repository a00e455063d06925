"""The weight is tuned on the same words that were counted.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    def quality(weight):
        predict = bigram(ids, vocab_size, weight)
        return perplexity([np.log(predict(u)[w]) for u, w in zip(ids[:-1], ids[1:])])

    return float(min(weights, key=quality))
