"""Capitals are looked up as small letters.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {character: i for i, character in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(ids, titles):
        row[: len(title) + 1] = [index.get(c, 1) for c in title.lower()] + [2]
    return ids
