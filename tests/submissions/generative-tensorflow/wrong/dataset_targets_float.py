"""The targets are floating-point numbers.

test-dataset-types: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    x = np.eye(len(vocabulary), dtype="float32")[ids[:, :-1]]
    x[ids[:, 1:] == 0] = 0
    y = ids[:, 1:].astype("float32")
    return tf.data.Dataset.from_tensor_slices((x, y)).batch(batch_size)
