"""The type has room for as many numbers as there are tokens, not entries of the vocabulary.

test-encode: 0
"""


# %% encode
def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {token: number for number, token in enumerate(vocabulary)}
    smallest = np.min_scalar_type(len(tokens))
    return np.array([index.get(token, 0) for token in tokens], dtype=smallest)
