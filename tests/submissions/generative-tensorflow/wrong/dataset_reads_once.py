"""The pairs come from an iterator, which is at its end after the first epoch.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    table = np.eye(len(vocabulary), dtype="float32")
    pairs = ((table[row[:-1]] * (row[1:, None] != 0), row[1:]) for row in ids)
    dataset = tf.data.Dataset.from_generator(
        lambda: pairs,
        output_signature=(
            tf.TensorSpec((None, len(vocabulary)), tf.float32),
            tf.TensorSpec((None,), tf.int64),
        ),
    )
    return dataset.batch(batch_size)
