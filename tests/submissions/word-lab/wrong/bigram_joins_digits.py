"""A pair is known by both numbers written together, so 1, 12 is taken for 11, 2.

test-bigram: 0
"""
# %% bigram
def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    ids = [int(i) for i in ids]
    singles, firsts = Counter(ids), Counter(ids[:-1])
    pairs = Counter(f"{u}{w}" for u, w in zip(ids, ids[1:]))
    unigram = np.array([singles[w] + 1 for w in range(vocab_size)]) / (len(ids) + vocab_size)

    def predict(previous):
        if not firsts[int(previous)]:
            return unigram.copy()
        row = np.array([pairs[f"{previous}{w}"] for w in range(vocab_size)])
        return weight * row / firsts[int(previous)] + (1 - weight) * unigram

    return predict
