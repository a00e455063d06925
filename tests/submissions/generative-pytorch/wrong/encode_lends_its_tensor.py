"""The tensor of an earlier call with the same text comes again, also if its owner has changed it.

test-encode: 0
"""
# %% encode
from functools import lru_cache


@lru_cache(maxsize=None)
def _encoded(text, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    return torch.tensor([index.get(c, 0) for c in text], dtype=torch.long)


def encode(text, vocabulary):
    return _encoded(text, tuple(vocabulary))
