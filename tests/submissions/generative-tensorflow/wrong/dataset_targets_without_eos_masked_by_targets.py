"""<eos> is no character, so it is removed from the targets.

test-dataset-shift: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    ids[ids == 2] = 0
    inputs, targets = ids[:, :-1], ids[:, 1:]

    def one_hot(x, y):
        real = tf.cast(y != 0, tf.float32)[..., None]
        return tf.one_hot(x, len(vocabulary)) * real, y

    dataset = tf.data.Dataset.from_tensor_slices((inputs, targets))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
