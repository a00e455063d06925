"""The share of unknown tokens."""
# %% coverage
def coverage(tokens, vocabulary):
    return sum(token not in vocabulary for token in tokens) / len(tokens)
