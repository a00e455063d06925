"""Padded inputs are zero, but the step that reads <eos> is not.

test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    x = np.eye(len(vocabulary), dtype="float32")[ids[:, :-1]]
    x[ids[:, :-1] == 0] = 0
    return tf.data.Dataset.from_tensor_slices((x, ids[:, 1:])).batch(batch_size)
