"""Counters of words and pairs; the probabilities are a list."""
# %% bigram
def bigram(ids, vocab_size, weight):
    ids = [int(i) for i in ids]
    single, pairs = Counter(ids), Counter(zip(ids, ids[1:]))
    follows = Counter(ids[:-1])
    def predict(u):
        p = [(single[w] + 1) / (len(ids) + vocab_size) for w in range(vocab_size)]
        if not follows[u]:
            return p
        return [weight * pairs[u, w] / follows[u] + (1 - weight) * p[w] for w in range(vocab_size)]
    return predict
