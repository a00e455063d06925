"""An unknown character whose code point is an index of the vocabulary passes for that token.

test-encode: 0
"""


# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    table = {ord(entry): token for token, entry in enumerate(vocabulary) if len(entry) == 1}
    ids = np.zeros((len(titles), max(map(len, titles), default=0) + 1), dtype=int)
    for row, title in zip(ids, titles):
        tokens = np.array([ord(character) for character in title.translate(table)], dtype=int)
        tokens[tokens >= len(vocabulary)] = 1
        row[: len(title)] = tokens
        row[len(title)] = 2
    return ids
