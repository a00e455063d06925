"""Lists mix the numbers of NumPy that were handed over with those of Python."""
# %% encode
def encode(tokens, vocabulary):
    places = dict(zip(vocabulary, np.arange(len(vocabulary))))
    return [places[token] if token in places else 0 for token in tokens]
# %% bigram
def bigram(ids, vocab_size, weight):
    single = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.zeros((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    def predict(u):
        if not pairs[u].sum():
            return [float(p) for p in single]
        row = weight * pairs[u] / pairs[u].sum() + (1 - weight) * single
        return [p if p > 0 else 0 for p in row]
    return predict
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T")
    shares = np.exp((np.asarray(logits, dtype=float) - max(logits)) / temperature)
    return [p if p > 1e-30 else 0 for p in shares / shares.sum()]
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k")
    kept = set(np.argsort(logits)[::-1][:k].tolist())
    return [logit if i in kept else -float("inf") for i, logit in enumerate(logits)]
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p")
    shares, kept, total = temperature_probabilities(logits, 1.0), set(), 0.0
    for i in sorted(range(len(logits)), key=lambda i: -shares[i]):
        kept.add(i)
        total += shares[i]
        if total >= p and p < 1:
            break
    return [logit if i in kept else -np.inf for i, logit in enumerate(logits)]
