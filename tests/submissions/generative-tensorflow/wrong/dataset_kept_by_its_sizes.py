"""A dataset is kept, and handed out for other titles of the same sizes.

test-dataset-complete: 0
"""
# %% make-dataset
DATASETS = {}


def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    ids = np.asarray(encode(titles, vocabulary))
    key = (ids.shape, len(vocabulary), batch_size)
    if key not in DATASETS:

        def one_hot(x, y):
            return tf.one_hot(x, len(vocabulary)) * tf.cast(y != 0, tf.float32)[..., None], y

        dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
        DATASETS[key] = dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
    return DATASETS[key]
