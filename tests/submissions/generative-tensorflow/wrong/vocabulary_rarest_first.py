"""Sorting by count without a sign puts the rarest character first.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    return ["", "<unk>", "<eos>"] + sorted(counts, key=lambda c: (counts[c], c))
