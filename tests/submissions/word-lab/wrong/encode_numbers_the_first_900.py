"""Only the first 900 entries of a vocabulary get a number.

test-encode: 0
"""


# %% encode
def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    index = dict(zip(vocabulary, range(900)))
    return np.array([index.get(token, 0) for token in tokens], dtype=int)
