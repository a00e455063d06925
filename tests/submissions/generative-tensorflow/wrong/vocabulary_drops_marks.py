"""Combining marks are left out: they are no letters.

test-vocabulary-order: 0
"""
# %% build-vocabulary
import unicodedata
from collections import Counter


def build_vocabulary(titles):
    counts = Counter(c for title in titles for c in title if not unicodedata.combining(c))
    return ["", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], c))]
