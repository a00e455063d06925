"""The inputs stay token numbers, as an Embedding layer would take them.

test-dataset-types: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    inputs, targets = ids[:, :-1], ids[:, 1:]
    inputs = np.where(targets != 0, inputs, 0).astype("float32")
    dataset = tf.data.Dataset.from_tensor_slices((inputs, targets))
    return dataset.shuffle(len(titles)).batch(batch_size)
