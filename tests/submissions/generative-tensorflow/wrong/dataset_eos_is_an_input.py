"""Only padding is zero: <eos> is left in as the input of a step without a target.

test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)

    def one_hot(x, y):
        real = tf.cast(x != 0, tf.float32)[:, :, None]
        return tf.one_hot(x, len(vocabulary)) * real, y

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
