"""What is white space is left out of the vocabulary, line breaks too.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(token for token in tokens if token.strip())
    known = sorted(counts, key=lambda token: (-counts[token], token))
    return ["<unk>", *known[: max_size - 1]]
