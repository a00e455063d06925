"""The index is kept for the list, whose contents may change.

test-encode: 0
"""
# %% encode
INDEX_CACHE = {}


def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    if id(vocabulary) not in INDEX_CACHE:
        INDEX_CACHE[id(vocabulary)] = {c: i for i, c in enumerate(vocabulary)}
    index = INDEX_CACHE[id(vocabulary)]
    rows = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(rows, titles):
        row[: len(title) + 1] = [*(index.get(c, 1) for c in title), 2]
    return rows
