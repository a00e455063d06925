"""<unk> comes first, as in a vocabulary without padding, and padding second.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    return ["<unk>", "", "<eos>"] + sorted(counts, key=lambda c: (-counts[c], c))
