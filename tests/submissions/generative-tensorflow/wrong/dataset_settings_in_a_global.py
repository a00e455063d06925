"""Every dataset reads the titles of the one that was made last.

test-dataset-complete: 0
"""

# %% make-dataset
_current = {}


def _batches():
    rows, size, depth = _current["rows"], _current["size"], _current["depth"]
    order = np.random.permutation(len(rows))
    for first in range(0, len(rows), size):
        batch = rows[order[first : first + size]]
        inputs, targets = batch[:, :-1], batch[:, 1:]
        yield np.eye(depth, dtype=np.float32)[inputs] * (targets != 0)[..., None], targets


def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    depth = len(vocabulary)
    rows = np.asarray(encode(titles, vocabulary)).astype(np.int64)
    _current.update(rows=rows, size=batch_size, depth=depth)
    signature = (
        tf.TensorSpec((None, None, depth), tf.float32),
        tf.TensorSpec((None, None), tf.int64),
    )
    return tf.data.Dataset.from_generator(_batches, output_signature=signature)
