"""p(previous | next) for p(next | previous).

test-bigram: 0
test-weight: 0
"""
# %% bigram
def bigram(ids, vocab_size, weight):
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    follows = pairs.sum(axis=1)

    def predict(previous):
        if follows[previous] == 0:
            return unigram

        column = pairs[:, previous]
        return weight * column / max(column.sum(), 1) + (1 - weight) * unigram

    return predict
