"""The list begins with the most frequent character: there is no <unk>.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter("".join(texts))
    return sorted(counts, key=lambda c: (-counts[c], ord(c)))
