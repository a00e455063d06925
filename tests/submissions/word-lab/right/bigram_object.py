"""A callable object with the whole table of probabilities."""
# %% bigram
class Bigram:
    def __init__(self, ids, vocab_size, weight):
        ids = np.asarray(ids)
        counts = np.bincount(ids[:-1] * vocab_size + ids[1:], minlength=vocab_size**2)
        counts = counts.reshape(vocab_size, vocab_size).astype(float)
        single = np.bincount(ids, minlength=vocab_size) + 1.0
        single /= single.sum()
        rows = counts.sum(axis=1, keepdims=True)
        mixed = weight * counts / np.where(rows == 0, 1, rows) + (1 - weight) * single
        self.table = np.where(rows == 0, single, mixed)

    def __call__(self, previous):
        return self.table[previous]


def bigram(ids, vocab_size, weight):
    return Bigram(ids, vocab_size, weight)


# %% best-weight
def best_weight(ids, vocab_size, weights):
    """Remember the best so far."""
    cut = len(ids) * 9 // 10
    best, lowest = None, float("inf")
    for weight in weights:
        predict = bigram(ids[:cut], vocab_size, weight)
        logs = [np.log(predict(ids[t - 1])[ids[t]] + 1e-300) for t in range(cut, len(ids))]
        if perplexity(np.array(logs)) < lowest:
            best, lowest = weight, perplexity(np.array(logs))
    return best
