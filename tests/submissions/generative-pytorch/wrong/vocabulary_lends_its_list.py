"""A cache hands out the same list again, with whatever its first owner put into it.

test-vocabulary-order: 0
"""


# %% build-vocabulary
from collections import Counter
from functools import lru_cache


@lru_cache(maxsize=None)
def _count_and_sort(texts: tuple[str, ...]) -> list[str]:
    counts = Counter("".join(texts))
    return ["<unk>", *sorted(counts, key=lambda c: (-counts[c], ord(c)))]


def build_vocabulary(texts: list[str]) -> list[str]:
    return _count_and_sort(tuple(texts))
