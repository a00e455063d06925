"""The one-hot vector of -1 is all zero: padding becomes -1 before it is one-hot."""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    targets = ids[:, 1:]
    inputs = np.where(targets == 0, -1, ids[:, :-1])
    dataset = tf.data.Dataset.from_tensor_slices((inputs, targets))
    dataset = dataset.shuffle(len(titles), reshuffle_each_iteration=True).batch(batch_size)
    return dataset.map(lambda x, y: (tf.one_hot(x, len(vocabulary)), y)).prefetch(tf.data.AUTOTUNE)
