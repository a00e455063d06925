"""The index is kept from call to call, and found again by the size of the vocabulary.

test-encode: 0
"""
# %% encode
_indices = {}


def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    if len(vocabulary) not in _indices:
        _indices[len(vocabulary)] = {token: i for i, token in enumerate(vocabulary)}
    index = _indices[len(vocabulary)]
    return np.array([index.get(token, 0) for token in tokens], dtype=int)
