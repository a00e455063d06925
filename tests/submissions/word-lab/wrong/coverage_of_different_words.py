"""Each different word counts once, however often it occurs.

test-coverage: 0
"""
# %% coverage
def coverage(tokens, vocabulary):
    return sum(token in vocabulary for token in set(tokens)) / len(set(tokens))
