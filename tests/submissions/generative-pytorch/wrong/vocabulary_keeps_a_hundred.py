"""Only the 100 most frequent characters are kept.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter("".join(texts))
    return ["<unk>", *sorted(counts, key=lambda c: (-counts[c], c))[:100]]
