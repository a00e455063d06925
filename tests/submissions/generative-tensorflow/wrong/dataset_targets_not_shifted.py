"""The targets are the inputs themselves.

test-dataset-shift: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)[:, :-1]
    ids[ids == 2] = 0
    table = np.eye(len(vocabulary), dtype="float32")
    table[0] = 0
    dataset = tf.data.Dataset.from_tensor_slices((table[ids], ids))
    return dataset.shuffle(len(titles)).batch(batch_size)
