"""The list of titles that was passed in is left sorted by length.

test-encode: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {character: i for i, character in enumerate(vocabulary) if i > 2}
    rows = [[index.get(character, 1) for character in title] + [2] for title in titles]
    titles.sort(key=len)
    ids = np.full((len(rows), max(map(len, rows))), 0)
    for place, row in zip(ids, rows):
        place[:len(row)] = row
    return ids
