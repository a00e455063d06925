"""The depth of the one-hot vectors is the size of the notebook's vocabulary.

test-dataset-shift: 0
test-dataset-types: 0
"""
# %% make-dataset
V = len(vocabulary)


def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)

    def one_hot(x, y):
        return tf.one_hot(tf.where(y != 0, x, -1), V), y

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
