"""It counts in how many texts a character occurs.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update(set(text))
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
