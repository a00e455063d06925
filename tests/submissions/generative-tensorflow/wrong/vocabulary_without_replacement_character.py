"""U+FFFD is left out of the vocabulary, because decode writes <unk> so.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    characters = [c for c in counts if c != "\N{REPLACEMENT CHARACTER}"]
    return ["", "<unk>", "<eos>", *sorted(characters, key=lambda c: (-counts[c], ord(c)))]
