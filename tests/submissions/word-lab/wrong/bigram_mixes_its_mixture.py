"""The counts become the mixture in place, so that a second answer is another one.

test-bigram: 0
test-weight: 0
"""
# %% bigram
def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    ids = np.asarray(ids)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)

    def predict(previous):
        row = pairs[previous]
        total = row.sum()
        if total == 0:
            return unigram
        row *= weight / total
        row += (1 - weight) * unigram
        return row

    return predict
