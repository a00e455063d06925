"""Unknown characters become 0, which is padding.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(len(t) for t in titles) + 1), dtype=int)
    for row, title in zip(ids, titles):
        row[: len(title) + 1] = [index.get(c, 0) for c in title] + [2]
    return ids
