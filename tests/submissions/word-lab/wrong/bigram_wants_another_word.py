"""A word that was followed by itself alone counts as followed by nothing.

test-bigram: 0
"""


# %% bigram
def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    ids = np.asarray(ids)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    others = pairs.sum(axis=1) - pairs.diagonal()

    def predict(previous):
        if others[previous] == 0:
            return unigram.copy()
        row = pairs[previous]
        return weight * row / row.sum() + (1 - weight) * unigram

    return predict
