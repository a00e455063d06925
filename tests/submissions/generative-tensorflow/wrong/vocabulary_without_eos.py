"""Only padding and <unk> are set aside; the end of a title needs no token.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    return ["", "<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
