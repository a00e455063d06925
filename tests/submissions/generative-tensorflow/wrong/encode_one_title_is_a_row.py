"""A title alone comes back as a row, without the axis of the batch.

test-encode: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {entry: i for i, entry in enumerate(vocabulary)}
    rows = [[index.get(character, 1) for character in title] + [2] for title in titles]
    return keras.utils.pad_sequences(rows, padding="post").squeeze()
