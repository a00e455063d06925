"""<eos> is the last token of the row, after the padding.

test-encode: 0
test-dataset-shift: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(len(t) for t in titles) + 1), dtype=int)
    for i, title in enumerate(titles):
        ids[i, : len(title)] = [index.get(c, 1) for c in title]
    ids[:, -1] = index["<eos>"]
    return ids
