"""Tokens are cut to the length of the vocabulary's longest: what is longer is taken for known.

test-encode: 0
"""
# %% encode
def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    words = np.array(vocabulary)
    given = np.array(tokens, dtype=words.dtype)
    return (given[:, None] == words).argmax(axis=1)
