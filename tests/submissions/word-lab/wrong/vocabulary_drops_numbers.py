"""Tokens that are numbers are left out of the vocabulary.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(token for token in tokens if not token.isdigit())
    known = sorted(counts, key=lambda token: (-counts[token], token))
    return ["<unk>", *known[: max_size - 1]]
