"""pad_sequences as it comes: it pads before the title.

test-encode: 0
test-dataset-shift: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    rows = [[index.get(c, 1) for c in title] + [2] for title in titles]
    return keras.utils.pad_sequences(rows)
