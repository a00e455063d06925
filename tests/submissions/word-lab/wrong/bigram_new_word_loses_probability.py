"""After a word that nothing followed, the pairs' share is lost.

test-bigram: 0
"""
# %% bigram
def bigram(ids, vocab_size, weight):
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    follows = pairs.sum(axis=1)

    def predict(previous):
        return weight * pairs[previous] / max(follows[previous], 1) + (1 - weight) * unigram

    return predict
