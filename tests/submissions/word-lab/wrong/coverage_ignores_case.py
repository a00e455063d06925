"""A word is known in whatever case it is written.

test-coverage: 0
"""
# %% coverage
def coverage(tokens, vocabulary):
    known = {word.lower() for word in vocabulary}
    return sum(token.lower() in known for token in tokens) / len(tokens)
