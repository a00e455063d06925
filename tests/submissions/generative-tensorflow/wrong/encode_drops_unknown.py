"""Characters that the vocabulary lacks are left out.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(len(t) for t in titles) + 1), dtype=int)
    for row, title in zip(ids, titles):
        tokens = [index[c] for c in title if c in index] + [2]
        row[: len(tokens)] = tokens
    return ids
