"""The padding says well enough where a title ends, so <eos> is left out.

test-encode: 0
test-dataset-shift: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(len(t) for t in titles) + 1), dtype=int)
    for row, title in zip(ids, titles):
        row[: len(title)] = [index.get(c, 1) for c in title]
    return ids
