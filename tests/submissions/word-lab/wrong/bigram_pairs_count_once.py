"""`pairs[i, j] += 1` with arrays counts a pair once, however often it occurs.

test-bigram: 0
"""
# %% bigram
def bigram(ids, vocab_size, weight):
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    pairs[ids[:-1], ids[1:]] += 1
    follows = pairs.sum(axis=1)
    def predict(previous):
        if follows[previous] == 0:
            return unigram
        return weight * pairs[previous] / follows[previous] + (1 - weight) * unigram
    return predict
