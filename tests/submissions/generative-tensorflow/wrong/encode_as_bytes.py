"""Rows of bytes: a token above 255 is an error.

test-encode: 0
"""
# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {character: i for i, character in enumerate(vocabulary)}
    rows = np.zeros((len(titles), max(len(t) for t in titles) + 1), dtype=np.uint8)
    for row, title in zip(rows, titles):
        row[: len(title) + 1] = [index.get(c, 1) for c in title] + [2]
    return rows
