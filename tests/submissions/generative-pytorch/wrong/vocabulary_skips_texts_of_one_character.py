"""A text of a single character is not counted.

test-vocabulary-order: 0
"""


# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter()
    for text in texts:
        if len(text) > 1:
            counts.update(text)
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], ord(c)))
