"""A character counts once for each title that has it, not each time it occurs.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter()
    for title in titles:
        counts.update(set(title))
    return ["", "<unk>", "<eos>"] + sorted(counts, key=lambda c: (-counts[c], c))
