"""Masks are made of lengths of one at least, so that an empty title has a step.

test-dataset-mask: 0
"""


# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    rows = np.asarray(encode(titles, vocabulary))
    lengths = np.array([max(1, len(title)) for title in titles])

    def pairs(row, length):
        inputs, targets = row[:, :-1], row[:, 1:]
        mask = tf.sequence_mask(length, tf.shape(targets)[1], dtype=tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * mask[..., None], targets

    dataset = tf.data.Dataset.from_tensor_slices((rows, lengths)).shuffle(len(titles))
    return dataset.batch(batch_size).map(pairs)
