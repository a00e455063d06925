"""Ties are ordered as in a dictionary, where capitals do not count.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    return ["", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], c.lower(), c))]
