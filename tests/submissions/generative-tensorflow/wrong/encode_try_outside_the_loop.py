"""All that follows the first unknown character is <unk>, too.

test-encode: 0
"""


# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {token: i for i, token in enumerate(vocabulary)}
    longest = max((len(title) for title in titles), default=0)
    rows = np.zeros((len(titles), longest + 1), dtype=int)
    for row, title in zip(rows, titles):
        row[: len(title)] = index["<unk>"]
        try:
            for place, character in enumerate(title):
                row[place] = index[character]
        except KeyError:
            pass
        row[len(title)] = index["<eos>"]
    return rows
