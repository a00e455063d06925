"""Shuffled once, cached, with targets of 16 bits."""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary).astype(np.uint16)
    mask = tf.sequence_mask([len(t) for t in titles], ids.shape[1] - 1, dtype=tf.float32)
    x = tf.one_hot(ids[:, :-1].astype(int), len(vocabulary)) * mask[..., None]
    data = tf.data.Dataset.from_tensor_slices((x, ids[:, 1:]))
    return data.shuffle(len(titles), reshuffle_each_iteration=False).batch(batch_size).cache().prefetch(2)
