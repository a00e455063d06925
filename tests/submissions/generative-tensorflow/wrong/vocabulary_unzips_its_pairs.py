"""Titles without a character are an error.

test-vocabulary-order: 0
"""


# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles: list[str]) -> list[str]:
    counts = Counter("".join(titles))
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], ord(pair[0])))
    characters, _counts = zip(*pairs)
    return ["", "<unk>", "<eos>", *characters]
