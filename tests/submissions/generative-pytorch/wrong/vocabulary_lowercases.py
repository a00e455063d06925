"""Capitals are counted as small letters.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update(text.lower())
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
