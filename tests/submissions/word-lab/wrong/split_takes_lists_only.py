"""The end is moved from list to list, which no array can do.

test-split: 0
"""
# %% split-book
def split_book(tokens, share):
    training, held_out = tokens.copy(), []
    for _ in range(round(share * len(tokens))):
        held_out.insert(0, training.pop())
    return training, held_out


# %% best-weight
def best_weight(ids, vocab_size, weights):
    cut = len(ids) - round(0.1 * len(ids))
    counted, kept = ids[:cut], ids[cut:]

    def quality(weight):
        predict = bigram(counted, vocab_size, weight)
        with np.errstate(divide="ignore"):
            return perplexity([np.log(predict(u)[w]) for u, w in zip(kept[:-1], kept[1:])])

    return float(min(weights, key=quality))
