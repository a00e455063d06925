"""Words are counted in small letters.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(token.lower() for token in tokens)
    known = sorted(counts, key=lambda token: (-counts[token], token))
    return ["<unk>", *known[: max_size - 1]]
