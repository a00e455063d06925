"""A title is cut after 127 characters.

test-encode: 0
"""
# %% encode
MAX_LENGTH = 128


def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {c: i for i, c in enumerate(vocabulary)}
    titles = [title[: MAX_LENGTH - 1] for title in titles]
    rows = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(rows, titles):
        row[: len(title) + 1] = [*(index.get(c, 1) for c in title), 2]
    return rows
