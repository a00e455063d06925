"""Zeros and ones are whole numbers, so the inputs are made integers.

test-dataset-types: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    inputs, targets = ids[:, :-1], ids[:, 1:]
    x = np.eye(len(vocabulary), dtype=int)[inputs] * (targets != 0)[..., None]
    dataset = tf.data.Dataset.from_tensor_slices((x, targets))
    return dataset.shuffle(len(titles)).batch(batch_size)
