"""The text of each sequence of tokens is kept, whatever the vocabulary.

test-decode: 0
"""
# %% decode
_decoded = {}


def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    key = tuple(ids.tolist())
    if key not in _decoded:
        _decoded[key] = "".join(vocabulary[i] if i else "\ufffd" for i in key)
    return _decoded[key]
