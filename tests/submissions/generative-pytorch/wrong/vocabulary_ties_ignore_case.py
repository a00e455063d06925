"""Ties go as in a dictionary, capitals among small letters.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update(text)
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c.casefold()))
