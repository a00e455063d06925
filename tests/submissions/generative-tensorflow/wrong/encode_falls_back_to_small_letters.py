"""An unknown capital is taken for its small letter.

test-encode: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {character: i for i, character in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(ids, titles):
        known = [index.get(character, index.get(character.lower(), 1)) for character in title]
        row[: len(title) + 1] = [*known, 2]
    return ids
