"""The shuffled rows are numbered."""


# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    rows = tf.constant(np.asarray(encode(titles, vocabulary)), dtype=tf.int64)
    depth = len(vocabulary)

    def key(number, row):
        return number // batch_size

    def gather(group, window):
        return window.map(lambda number, row: row).batch(batch_size)

    def split(batch):
        targets = batch[:, 1:]
        inputs = tf.one_hot(batch[:, :-1], depth, dtype=tf.float32)
        return inputs * tf.cast(tf.sign(targets), tf.float32)[..., tf.newaxis], targets

    shuffled = tf.data.Dataset.from_tensor_slices(rows).shuffle(max(1, len(titles)))
    return shuffled.enumerate().group_by_window(key, gather, window_size=batch_size).map(split)
