"""The vocabulary is a tuple."""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    return ("", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], c)))
