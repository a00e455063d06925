"""Ties are ordered as in a dictionary, where capitals do not count.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(tokens)
    known = sorted(counts, key=lambda token: (-counts[token], token.casefold(), token))
    return ["<unk>", *known[: max_size - 1]]
