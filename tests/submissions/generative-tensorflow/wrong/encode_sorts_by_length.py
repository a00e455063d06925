"""The titles are sorted by their length, as for batches of about the same.

test-encode: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {character: i for i, character in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(ids, sorted(titles, key=len)):
        row[: len(title) + 1] = [index.get(character, 1) for character in title] + [2]
    return ids
