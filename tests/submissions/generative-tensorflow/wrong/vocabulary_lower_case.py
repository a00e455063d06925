"""Capitals are counted as small letters.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles).lower())
    return ["", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], c))]
