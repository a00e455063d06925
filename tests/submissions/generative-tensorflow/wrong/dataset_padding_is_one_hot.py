"""The one-hot vector of padding, a 1 at index 0, is left in: Masking masks nothing.

test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    targets = ids[:, 1:]
    inputs = np.where(targets == 0, 0, ids[:, :-1])
    dataset = tf.data.Dataset.from_tensor_slices((inputs, targets))
    dataset = dataset.shuffle(len(titles)).batch(batch_size)
    return dataset.map(lambda x, y: (tf.one_hot(x, len(vocabulary)), y))
