"""Ties are ordered by base letter, as a dictionary orders accents.

test-vocabulary-order: 0
"""
# %% build-vocabulary
import unicodedata


def build_vocabulary(tokens, max_size):
    counts = Counter(tokens)
    known = sorted(counts, key=lambda token: (-counts[token], unicodedata.normalize("NFD", token)))
    return ["<unk>", *known[: max_size - 1]]
