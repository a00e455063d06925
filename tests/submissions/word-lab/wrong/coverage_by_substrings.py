"""Tokens are looked for in the text of the vocabulary, so that parts of words are found.

test-coverage: 0
"""
# %% coverage
def coverage(tokens, vocabulary):
    known = " ".join(vocabulary)
    return sum(token in known for token in tokens) / len(tokens)
