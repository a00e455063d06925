"""Equally frequent characters stay in the order in which they first appear.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter()
    for t in texts:
        counts.update(t)
    return ["<unk>"] + [character for character, _ in counts.most_common()]
