"""V is the largest number of the text and one more, not vocab_size.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    counted, kept = split_book(ids, 0.1)

    def quality(weight):
        predict = bigram(counted, int(max(ids)) + 1, weight)
        with np.errstate(divide="ignore"):
            return perplexity([np.log(predict(u)[w]) for u, w in zip(kept[:-1], kept[1:])])

    return float(min(weights, key=quality))
