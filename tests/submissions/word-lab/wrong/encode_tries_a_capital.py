"""A word that is missing is looked up with a capital letter.

test-encode: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(t, index.get(t.capitalize(), 0)) for t in tokens], dtype=int)
