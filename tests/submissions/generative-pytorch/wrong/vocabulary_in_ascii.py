"""What is not ASCII is left out.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update(text.encode("ascii", "ignore").decode())
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
