"""The titles are stripped first, which costs spaces and line breaks at their ends.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(title.strip() for title in titles))
    return ["", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], c))]
