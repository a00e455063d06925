"""The last character is masked, though <eos> is its target.

test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    lengths = np.array([len(t) for t in titles])
    mask = tf.sequence_mask(lengths - 1, ids.shape[1] - 1, dtype=tf.float32)
    x = tf.one_hot(ids[:, :-1], len(vocabulary)) * mask[..., None]
    return tf.data.Dataset.from_tensor_slices((x, ids[:, 1:])).shuffle(len(titles)).batch(batch_size)
