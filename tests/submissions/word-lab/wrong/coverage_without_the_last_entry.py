"""The vocabulary is read without its last entry.

test-coverage: 0
"""
# %% coverage
def coverage(tokens, vocabulary):
    known = set(vocabulary[1:-1])
    return sum(token in known for token in tokens) / len(tokens)
