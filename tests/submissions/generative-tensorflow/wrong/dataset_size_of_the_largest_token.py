"""V is the largest token of the titles and one.

test-dataset-types: 0
"""
# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    ids = np.asarray(encode(titles, vocabulary))
    v = int(ids.max()) + 1

    def one_hot(x, y):
        return tf.one_hot(x, v) * tf.cast(y != 0, tf.float32)[..., None], y

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
