"""The last tenth is rounded down, where split_book rounds.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    cut = len(ids) - len(ids) // 10
    counted, kept = ids[:cut], ids[cut:]

    def quality(weight):
        predict = bigram(counted, vocab_size, weight)
        return perplexity([np.log(predict(u)[w]) for u, w in zip(kept, kept[1:])])

    return float(min(weights, key=quality))
