"""The characters of the words count, so that there is no white space.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update("".join(text.split()))
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
