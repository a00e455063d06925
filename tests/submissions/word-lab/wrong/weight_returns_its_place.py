"""The place of the best weight is returned, not the weight.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    counted, kept = split_book(ids, 0.1)
    levels = []
    for weight in weights:
        predict = bigram(counted, vocab_size, weight)
        levels.append(perplexity([np.log(predict(u)[w]) for u, w in zip(kept[:-1], kept[1:])]))
    return int(np.argmin(levels))
