"""The titles are split into bytes, so that accented letters are unknown.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    index = {entry.encode(): i for i, entry in enumerate(vocabulary) if i > 2}
    rows = [[index.get(bytes([b]), 1) for b in title.encode()] + [2] for title in titles]
    ids = keras.utils.pad_sequences(rows, padding="post")

    def one_hot(inputs, targets):
        real = tf.cast(targets != 0, tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    pairs = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return pairs.shuffle(len(titles)).batch(batch_size).map(one_hot)
