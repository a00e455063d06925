"""The targets are one-hot as well, as categorical_crossentropy would take them.

test-dataset-types: 0
test-dataset-shift: 0
test-dataset-mask: 0
test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    table = np.eye(len(vocabulary), dtype="float32")
    table[0] = 0
    inputs = table[np.where(ids[:, 1:] != 0, ids[:, :-1], 0)]
    dataset = tf.data.Dataset.from_tensor_slices((inputs, table[ids[:, 1:]]))
    return dataset.shuffle(len(titles)).batch(batch_size)
