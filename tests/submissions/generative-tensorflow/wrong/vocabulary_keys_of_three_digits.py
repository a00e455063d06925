"""The order is that of texts with three digits, which more than 999 occurrences do not fit.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles: list[str]) -> list[str]:
    counts = Counter("".join(titles))
    keys = sorted(f"{999 - n:03d}{character}" for character, n in counts.items())
    return ["", "<unk>", "<eos>", *(key[-1] for key in keys)]
