"""Pairs across the border of two blocks are not counted.

test-bigram: 0
"""


# %% bigram
def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    ids = np.asarray(ids)
    size = 1000
    counts = np.zeros(vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(counts, ids, 1)
    for begin in range(0, len(ids), size):
        block = ids[begin : begin + size]
        np.add.at(pairs, (block[:-1], block[1:]), 1)
    single = (counts + 1) / (len(ids) + vocab_size)
    followed = pairs.sum(axis=1)

    def predict(previous):
        if followed[previous] == 0:
            return single.copy()
        return weight * pairs[previous] / followed[previous] + (1 - weight) * single

    return predict
