"""Both ends are cut by two, so that each target is the character after the next.

test-dataset-shift: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)

    def one_hot(inputs, targets):
        real = tf.cast(targets != 0, tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-2], ids[:, 2:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
