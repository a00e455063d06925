"""The names of special tokens, written out in letters, are taken out before counting.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    special = ["<unk>", "<eos>"]
    counts = Counter()
    for title in titles:
        for word in special:
            title = title.replace(word, "")
        counts.update(title)
    return ["", *special, *sorted(counts, key=lambda c: (-counts[c], ord(c)))]
