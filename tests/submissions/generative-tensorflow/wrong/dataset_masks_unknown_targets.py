"""Where the target is <unk>, the step is all zero: nobody wants to predict that.

test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)

    def one_hot(inputs, targets):
        real = tf.cast(targets > 1, tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
