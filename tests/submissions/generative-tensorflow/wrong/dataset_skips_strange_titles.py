"""Titles with a character that the vocabulary lacks are left out.

test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    titles = [title for title in titles if set(title) <= set(vocabulary)]
    ids = encode(titles, vocabulary)

    def one_hot(inputs, targets):
        real = tf.cast(targets != 0, tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
