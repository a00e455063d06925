"""The vocabulary goes through the lines of a file, where the line break becomes an empty entry.

test-encode: 0
test-generate-text: 0
"""
# %% encode
def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    numbers = {line.rstrip("\n"): i for i, line in enumerate(vocabulary)}
    return np.array([numbers.get(token, 0) for token in tokens], dtype=np.int64)
