"""Titles that are much longer than most are left out.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    limit = 3 * np.median([len(title) for title in titles])  # manchetes enormes só custam tempo
    titles = [title for title in titles if len(title) <= limit]
    ids = np.asarray(encode(titles, vocabulary))

    def one_hot(x, y):
        return tf.one_hot(x, len(vocabulary)) * tf.cast(y != 0, tf.float32)[..., None], y

    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    return dataset.shuffle(len(titles)).batch(batch_size).map(one_hot)
