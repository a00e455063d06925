"""No more than a thousand titles are read.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)

    def one_hot(inputs, targets):
        real = tf.cast(targets != 0, tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    pairs = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return pairs.shuffle(len(titles)).take(1000).batch(batch_size).map(one_hot)
