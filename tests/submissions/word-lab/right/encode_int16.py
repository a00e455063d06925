"""Numbers of 16 bits, filled in from a generator."""
# %% encode
def encode(tokens, vocabulary):
    index = dict(zip(vocabulary, range(len(vocabulary))))
    return np.fromiter((index.get(token, 0) for token in tokens), dtype=np.int16, count=len(tokens))
