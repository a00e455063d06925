"""A letter and its combining accent become one by a normal form of Unicode.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


import unicodedata


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update(unicodedata.normalize("NFC", text))
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
