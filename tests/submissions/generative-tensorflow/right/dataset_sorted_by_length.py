"""Titles of similar length share a batch."""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    V = len(vocabulary)
    order = sorted(titles, key=len)

    def batches():
        for i in range(0, len(order), batch_size):
            ids = encode(order[i : i + batch_size], vocabulary)
            y = ids[:, 1:]
            yield np.eye(V, dtype="float32")[ids[:, :-1]] * (y > 0)[..., None], y

    spec = (tf.TensorSpec((None, None, V), tf.float32), tf.TensorSpec((None, None), tf.int64))
    return tf.data.Dataset.from_generator(batches, output_signature=spec)
