"""A word that was followed a single time is treated as one that never was.

test-bigram: 0
test-weight: 0
"""
# %% bigram
def bigram(ids, vocab_size, weight):
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)

    def predict(previous):
        row = pairs[previous]
        if row.sum() <= 1:
            return unigram
        return weight * row / row.sum() + (1 - weight) * unigram

    return predict
