"""Titles of their own lengths, from a generator; padded_batch pads each batch to its longest."""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    depth = len(vocabulary)

    def pairs():
        for title in titles:
            ids = encode([title], vocabulary)[0]
            yield np.eye(depth, dtype="float32")[ids[:-1]], ids[1:]

    dataset = tf.data.Dataset.from_generator(
        pairs,
        output_signature=(
            tf.TensorSpec((None, depth), tf.float32),
            tf.TensorSpec((None,), tf.int64),
        ),
    )
    return dataset.shuffle(1000).padded_batch(batch_size)
