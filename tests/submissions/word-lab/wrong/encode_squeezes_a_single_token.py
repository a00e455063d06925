"""The answer is squeezed: for a single token, it has no axis left.

test-encode: 0
"""


# %% encode
def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    column = np.array(tokens, dtype=str).reshape(-1, 1)
    row = np.array(vocabulary, dtype=str).reshape(1, -1)
    return (column == row).argmax(axis=1).squeeze()
