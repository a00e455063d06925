"""Lists of different lengths, padded at their ends by pad_sequences."""
# %% encode
def encode(titles, vocabulary):
    index = dict(zip(vocabulary, range(len(vocabulary))))
    unk, eos = index["<unk>"], index["<eos>"]
    rows = [[index.get(c, unk) for c in title] + [eos] for title in titles]
    return keras.utils.pad_sequences(rows, padding="post")
