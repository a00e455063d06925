"""Every character is expected to be in the vocabulary; another one is a KeyError.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(len(t) for t in titles) + 1), dtype=int)
    for row, title in zip(ids, titles):
        row[: len(title) + 1] = [index[c] for c in title] + [index["<eos>"]]
    return ids
