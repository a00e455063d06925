"""Numbers in a list: an array of one axis in all but name."""
# %% encode
def encode(tokens, vocabulary):
    places = dict(zip(vocabulary, range(len(vocabulary))))
    return [places.get(token, 0) for token in tokens]

# %% bigram
def bigram(ids, vocab_size, weight):
    ids = np.asarray(ids)
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)
    pairs = np.histogram2d(ids[:-1], ids[1:], bins=np.arange(vocab_size + 1))[0]
    follows = pairs.sum(axis=1)

    def predict(previous):
        if not follows[previous]:
            return unigram
        return weight * pairs[previous] / follows[previous] + (1 - weight) * unigram

    return predict
