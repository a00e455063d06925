"""<eos> is written where argmin finds a row's first 0."""


# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = dict(zip(vocabulary, range(len(vocabulary))))
    longest = max((len(title) for title in titles), default=0)
    rows = np.zeros((len(titles), longest + 1), dtype=np.int64)
    for row, title in zip(rows, titles):
        row[: len(title)] = [index.get(character, 1) for character in title]
    rows[np.arange(len(titles)), rows.argmin(axis=1)] = 2
    return rows
