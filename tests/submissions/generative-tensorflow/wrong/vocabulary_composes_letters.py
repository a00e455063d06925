"""Accents that stand by themselves are composed with their letters, and lost with some.

test-vocabulary-order: 0
"""
# %% build-vocabulary
import unicodedata
from collections import Counter


def build_vocabulary(titles):
    counts = Counter(unicodedata.normalize("NFC", "".join(titles)))
    return ["", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], c))]
