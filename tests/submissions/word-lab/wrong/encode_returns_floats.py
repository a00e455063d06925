"""The numbers are floats.

test-encode: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: float(i) for i, token in enumerate(vocabulary)}
    return np.array([index.get(token, 0.0) for token in tokens])
