"""A tensor of 32-bit integers."""
# %% encode
def encode(titles, vocabulary):
    index = {character: token for token, character in enumerate(vocabulary)}
    rows = [[index.get(c, 1) for c in title] + [2] for title in titles]
    return tf.constant(keras.utils.pad_sequences(rows, padding="post"), tf.int32)
