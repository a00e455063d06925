"""A return inside the loop: only the first title is counted.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter()
    for title in titles:
        counts.update(title)
        characters = sorted(counts, key=lambda c: (-counts[c], c))
        return ["", "<unk>", "<eos>"] + characters
