"""An unknown token becomes -1.

test-encode: 0
test-generate-unknown: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token, -1) for token in tokens], dtype=int)
