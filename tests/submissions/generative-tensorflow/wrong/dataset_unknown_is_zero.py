"""Where the input is <unk>, the step is all zero, as if it were padding.

test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)

    def one_hot(inputs, targets):
        real = tf.cast((targets != 0) & (inputs != 1), tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
