"""Targets are bytes: tokens above 255 wrap around.

test-dataset-shift: 0
"""
# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    ids = np.asarray(encode(titles, vocabulary))

    def one_hot(x, y):
        factor = tf.cast(y != 0, tf.float32)[..., None]
        return tf.one_hot(x, len(vocabulary)) * factor, tf.cast(y, tf.uint8)

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(1000).batch(batch_size).map(one_hot)
