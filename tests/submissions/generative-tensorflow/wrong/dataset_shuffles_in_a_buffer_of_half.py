"""The buffer for shuffling a single title has no room.

test-dataset-complete: 0
"""


# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    rows = np.asarray(encode(titles, vocabulary))

    def prepare(inputs, targets):
        mask = tf.cast(targets != 0, tf.float32)[..., None]
        return tf.one_hot(inputs, len(vocabulary)) * mask, targets

    dataset = tf.data.Dataset.from_tensor_slices((rows[:, :-1], rows[:, 1:]))
    return dataset.shuffle(len(titles) // 2).batch(batch_size).map(prepare)
