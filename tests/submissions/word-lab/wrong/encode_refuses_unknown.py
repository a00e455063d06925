"""An unknown token is a KeyError.

test-encode: 0
test-generate-unknown: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index[token] for token in tokens], dtype=int)
