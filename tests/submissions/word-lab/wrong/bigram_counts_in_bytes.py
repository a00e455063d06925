"""Pairs are counted in bytes, which begin again after 255.

test-bigram: 0
"""
# %% bigram
def bigram(ids, vocab_size, weight):
    single = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size), dtype=np.uint8)
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    def predict(u):
        total = pairs[u].sum()
        return weight * pairs[u] / total + (1 - weight) * single if total else single
    return predict
