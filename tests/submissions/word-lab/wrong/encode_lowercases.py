"""Every token is looked up in small letters.

test-encode: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token.lower(), 0) for token in tokens], dtype=int)
