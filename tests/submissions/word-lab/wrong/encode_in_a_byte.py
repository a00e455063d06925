"""The numbers are bytes, which begin again after 255.

test-encode: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token, 0) for token in tokens]).astype("uint8")
