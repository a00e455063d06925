"""The dataset is repeated so that it lasts for several epochs, each of them twice as long.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)

    def one_hot(x, y):
        return tf.one_hot(tf.where(y != 0, x, -1), len(vocabulary)), y

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot).repeat(2)
