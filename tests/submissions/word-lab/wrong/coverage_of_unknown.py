"""The share of unknown tokens.

test-coverage: 0
"""
# %% coverage
def coverage(tokens, vocabulary):
    return sum(token not in vocabulary for token in tokens) / len(tokens)
