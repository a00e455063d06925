"""Where the batch size divides the titles, an empty batch comes last.

test-dataset-complete: 0
"""


# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    rows = np.asarray(encode(titles, vocabulary)).astype(np.int64)
    depth = len(vocabulary)

    def batches():
        shuffled = rows[np.random.permutation(len(rows))]
        for k in range(len(rows) // batch_size + 1):
            batch = shuffled[k * batch_size : (k + 1) * batch_size]
            inputs, targets = batch[:, :-1], batch[:, 1:]
            yield np.eye(depth, dtype=np.float32)[inputs] * (targets != 0)[..., None], targets

    signature = (
        tf.TensorSpec((None, None, depth), tf.float32),
        tf.TensorSpec((None, None), tf.int64),
    )
    return tf.data.Dataset.from_generator(batches, output_signature=signature)
