"""The texts are counted line by line, without what ends the lines.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        for line in text.splitlines():
            counts.update(line)
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
