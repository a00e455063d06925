"""The pairs are divided by how often u occurs, which for the last word is once too often.

test-bigram: 0
"""
# %% bigram
def bigram(ids, vocab_size, weight):
    occurs = np.bincount(ids, minlength=vocab_size)
    unigram = (occurs + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    for u, w in zip(ids[:-1], ids[1:]):
        pairs[u, w] += 1

    def predict(u):
        if not pairs[u].any():
            return unigram
        return weight * pairs[u] / occurs[u] + (1 - weight) * unigram

    return predict
