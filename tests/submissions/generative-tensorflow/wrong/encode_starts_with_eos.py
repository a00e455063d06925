"""<eos> is a separator: it stands before each title as well as after it.

test-encode: 0
test-dataset-complete: 0
test-generate-text: 0
test-generate-reads: 0
test-soft-text: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    rows = [[2] + [index.get(c, 1) for c in title] + [2] for title in titles]
    return keras.utils.pad_sequences(rows, padding="post")
