"""Each batch draws its titles anew, so that some come twice and others not at all.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    table = np.eye(len(vocabulary), dtype="float32")

    def batches():
        rng = np.random.default_rng(3)
        for first in range(0, len(titles), batch_size):
            count = min(batch_size, len(titles) - first)
            rows = ids[rng.integers(len(titles), size=count)]
            yield table[rows[:, :-1]] * (rows[:, 1:] != 0)[..., None], rows[:, 1:]

    return tf.data.Dataset.from_generator(
        batches,
        output_signature=(
            tf.TensorSpec((None, None, len(vocabulary)), tf.float32),
            tf.TensorSpec((None, None), tf.int64),
        ),
    )
