"""The target of padding is -1.

test-dataset-shift: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    y = np.where(ids[:, 1:] > 0, ids[:, 1:], -1)
    x = np.eye(len(vocabulary), dtype="float32")[ids[:, :-1]] * (y > 0)[..., None].astype("float32")
    return tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(titles)).batch(batch_size)
