"""A helper looks characters up in the notebook's own vocabulary, not in the one handed over.

test-dataset-types: 0
test-dataset-complete: 0
"""
# %% make-dataset
def one_hot_rows(titles):
    ids = encode(titles, vocabulary)
    real = (ids[:, 1:] != 0)[..., None]
    return np.eye(len(vocabulary), dtype="float32")[ids[:, :-1]] * real, ids[:, 1:]


def make_dataset(titles, vocabulary, batch_size):
    dataset = tf.data.Dataset.from_tensor_slices(one_hot_rows(titles))
    return dataset.shuffle(len(titles)).batch(batch_size)
