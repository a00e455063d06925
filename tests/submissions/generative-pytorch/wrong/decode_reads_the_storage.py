"""The bytes of the whole tensor are read of which the tokens are a part.

test-decode: 0
"""
# %% decode
from array import array


def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    numbers = array("q")
    numbers.frombytes(bytes(ids.untyped_storage()))
    return "".join(vocabulary[i] if i > 0 else "\ufffd" for i in numbers)
