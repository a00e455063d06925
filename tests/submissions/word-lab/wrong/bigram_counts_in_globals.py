"""The counts are global: a function that was returned earlier predicts from the last ones.

test-bigram: 0
"""
# %% bigram
_pairs = _unigram = None


def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    global _pairs, _unigram
    ids = np.asarray(ids)
    _pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(_pairs, (ids[:-1], ids[1:]), 1)
    _unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)

    def predict(previous):
        row = _pairs[previous]
        if row.sum() == 0:
            return _unigram.copy()
        return weight * row / row.sum() + (1 - weight) * _unigram

    return predict
