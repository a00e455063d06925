"""The numbers are a column, as a network's batch of one feature.

test-encode: 0
"""
# %% encode
def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([[index.get(token, 0)] for token in tokens], dtype=int)
