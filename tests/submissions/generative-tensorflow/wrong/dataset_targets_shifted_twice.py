"""The targets are shifted by the slice and once more while they are filled in.

test-dataset-shift: 0
test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    inputs, following = ids[:, :-1], ids[:, 1:]
    targets = np.zeros_like(following)
    targets[:, :-1] = following[:, 1:]
    table = np.eye(len(vocabulary), dtype="float32")
    table[[0, 2]] = 0
    dataset = tf.data.Dataset.from_tensor_slices((table[inputs], targets))
    return dataset.shuffle(len(titles)).batch(batch_size)
