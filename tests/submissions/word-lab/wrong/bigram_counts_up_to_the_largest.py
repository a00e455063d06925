"""The words are counted up to the largest number that occurs.

test-bigram: 0
test-weight: 0
"""
# %% bigram
def bigram(ids, vocab_size, weight):
    counts = np.bincount(ids)
    unigram = (counts + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    follows = pairs.sum(axis=1)
    def predict(previous):
        if follows[previous] == 0:
            return unigram
        return weight * pairs[previous] / follows[previous] + (1 - weight) * unigram
    return predict
