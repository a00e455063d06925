"""White space at the ends of a text is cut off.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update(text.strip())
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], c))
