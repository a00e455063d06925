"""One reversed sort: the frequencies fall, but so do the code points of ties.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter("".join(texts))
    return ["<unk>"] + sorted(counts, key=lambda c: (counts[c], c), reverse=True)
