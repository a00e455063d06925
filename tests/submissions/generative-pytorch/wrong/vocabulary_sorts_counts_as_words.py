"""Counts are compared as texts, in which 9 comes after 30.

test-vocabulary-order: 0
"""


# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter("".join(texts))
    characters = sorted(counts)
    characters.sort(key=lambda c: str(counts[c]), reverse=True)
    return ["<unk>", *characters]
