"""A reading goes on where the one before it stopped.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids, one_hot = np.asarray(encode(titles, vocabulary)), np.eye(len(vocabulary), dtype="float32")
    rest = []

    def batches():
        if not rest:
            rest.extend(np.split(ids, range(batch_size, len(ids), batch_size)))
        while rest:
            inputs, targets = rest[0][:, :-1], rest.pop(0)[:, 1:]
            yield one_hot[inputs] * (targets != 0)[..., None].astype("float32"), targets

    numbers = tf.TensorSpec((None, None), ids.dtype)
    vectors = tf.TensorSpec((None, None, len(vocabulary)), "float32")
    return tf.data.Dataset.from_generator(batches, output_signature=(vectors, numbers))
