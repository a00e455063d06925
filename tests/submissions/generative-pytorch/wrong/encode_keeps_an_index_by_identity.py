"""The index of a vocabulary is kept under its id, whatever becomes of the list.

test-encode: 0
"""
# %% encode
_index_of_vocabulary = {}


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    key = id(vocabulary)
    if key not in _index_of_vocabulary:
        _index_of_vocabulary[key] = {c: i for i, c in enumerate(vocabulary)}
    index = _index_of_vocabulary[key]
    return torch.tensor([index.get(c, 0) for c in text], dtype=torch.long)
