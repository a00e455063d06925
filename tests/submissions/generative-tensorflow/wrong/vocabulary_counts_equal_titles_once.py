"""A title that stands in the list twice counts once.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles: list[str]) -> list[str]:
    counts = Counter()
    for title in set(titles):
        counts.update(title)
    return ["", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], ord(c)))]
