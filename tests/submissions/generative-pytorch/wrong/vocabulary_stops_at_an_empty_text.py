"""An empty text ends the loop over the texts.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter()
    for piece in texts:
        if not piece:
            break
        counts.update(piece)
    return ["<unk>"] + sorted(counts, key=lambda c: (-counts[c], ord(c)))
