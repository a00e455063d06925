"""Of a long text, only a sample is counted.

test-coverage: 0
"""


# %% coverage
def coverage(tokens: list[str], vocabulary: list[str]) -> float:
    known = set(vocabulary)
    sample = tokens[:: max(1, len(tokens) // 1000)]
    return sum(token in known for token in sample) / len(sample)
