"""Where there are fewer titles than a batch has room for, they are repeated.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    copies = -(-batch_size // len(titles))
    ids = encode((list(titles) * copies)[: max(batch_size, len(titles))], vocabulary)

    def one_hot(inputs, targets):
        real = tf.cast(targets != 0, tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    pairs = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return pairs.shuffle(len(ids)).batch(batch_size).map(one_hot)
