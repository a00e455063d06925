"""A generator makes whole batches in NumPy, in another order each time it is read."""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    V = len(vocabulary)

    def batches():
        order = np.random.permutation(len(titles))
        for first in range(0, len(titles), batch_size):
            ids = encode([titles[i] for i in order[first : first + batch_size]], vocabulary)
            inputs, targets = ids[:, :-1], ids[:, 1:]
            x = np.eye(V, dtype=np.float32)[inputs]
            x[targets == 0] = 0
            yield x, targets.astype(np.int32)

    signature = (
        tf.TensorSpec(shape=(None, None, V), dtype=tf.float32),
        tf.TensorSpec(shape=(None, None), dtype=tf.int32),
    )
    return tf.data.Dataset.from_generator(batches, output_signature=signature)
