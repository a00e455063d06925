"""A word that is unknown is looked up in small letters.

test-encode: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(t, index.get(t.lower(), 0)) for t in tokens], dtype=int)
