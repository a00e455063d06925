"""The index of a vocabulary is kept under its id, whatever becomes of the list.

test-encode: 0
"""
# %% encode
_INDEX = {}


def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    key = id(vocabulary)
    if key not in _INDEX:
        _INDEX[key] = {token: i for i, token in enumerate(vocabulary)}
    index = _INDEX[key]
    return np.array([index.get(token, 0) for token in tokens], dtype=np.int64)
