"""Each character is looked for in the list; int32 rows are filled up by hand."""
# %% encode
def encode(titles, vocabulary):
    longest = max(len(title) for title in titles)
    rows = []
    for title in titles:
        row = [vocabulary.index(c) if c in vocabulary else vocabulary.index("<unk>") for c in title]
        row.append(vocabulary.index("<eos>"))
        rows.append(row + [0] * (longest - len(title)))
    return np.array(rows, dtype="int32")
