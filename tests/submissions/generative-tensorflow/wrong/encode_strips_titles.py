"""White space at the ends of a title is taken for dirt.

test-encode: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {character: i for i, character in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(ids, titles):
        title = title.strip()
        row[: len(title) + 1] = [index.get(c, 1) for c in title] + [2]
    return ids
