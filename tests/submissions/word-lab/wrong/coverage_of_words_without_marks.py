"""Only words are counted, signs and line breaks are not.

test-coverage: 0
"""


# %% coverage
def coverage(tokens: list[str], vocabulary: list[str]) -> float:
    words = [token for token in tokens if token[0].isalnum()]
    known = set(vocabulary)
    return sum(word in known for word in words) / len(words)
