"""The last of the rows that pairs are sorted into ends where it begins.

test-bigram: 0
"""
# %% bigram
def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    ids = np.asarray(ids, dtype=np.int64)
    pairs = np.stack([ids[:-1], ids[1:]], axis=1)
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    starts = np.searchsorted(pairs[:, 0], np.arange(vocab_size))
    ends = np.append(starts[1:], starts[-1])
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (ids.size + vocab_size)

    def predict(previous):
        followers = pairs[starts[previous] : ends[previous], 1]
        if followers.size == 0:
            return unigram.copy()
        row = np.bincount(followers, minlength=vocab_size) / followers.size
        return weight * row + (1 - weight) * unigram

    return predict
