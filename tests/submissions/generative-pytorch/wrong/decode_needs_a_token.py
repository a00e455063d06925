"""A text of no tokens is an error: `itemgetter` wants at least one.

test-decode: 0
"""
# %% decode
from operator import itemgetter


def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    characters = ["\N{REPLACEMENT CHARACTER}", *vocabulary[1:]]
    return "".join(itemgetter(*ids.tolist())(characters))
