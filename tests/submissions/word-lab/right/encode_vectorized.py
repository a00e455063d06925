"""Each token is looked up by np.vectorize."""
# %% encode
def encode(tokens, vocabulary):
    index = {word: number for number, word in enumerate(vocabulary)}
    return np.vectorize(lambda word: index.get(word, 0), otypes=[np.int32])(tokens)
