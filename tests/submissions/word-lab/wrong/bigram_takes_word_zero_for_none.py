"""After word 0 the unigram alone answers, since 0 is false.

test-bigram: 0
"""


# %% bigram
def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    ids = np.asarray(ids)
    single = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    followed = pairs.sum(axis=1)

    def predict(previous):
        if not previous or not followed[previous]:
            return single.copy()
        return weight * pairs[previous] / followed[previous] + (1 - weight) * single

    return predict
