"""One reversed sort for both keys: ties run from the highest code point down.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    ordered = sorted(counts, key=lambda c: (counts[c], ord(c)), reverse=True)
    return ["", "<unk>", "<eos>", *ordered]
