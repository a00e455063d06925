"""Only the first text is counted.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    for text in texts:
        counts = Counter(text)
        return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
