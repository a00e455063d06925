"""The first word of the last tenth is predicted, from the last one that was counted.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    counted, kept = split_book(ids, 0.1)

    def quality(weight):
        predict = bigram(counted, vocab_size, weight)
        return perplexity([np.log(predict(u)[w]) for u, w in zip([counted[-1], *kept], kept)])

    return float(min(weights, key=quality))
