"""A title without characters is left out.

test-dataset-complete: 0
"""


# %% make-dataset
def make_dataset(titles: list[str], vocabulary: list[str], batch_size: int) -> tf.data.Dataset:
    rows = np.asarray(encode([title for title in titles if title], vocabulary))

    def one_hot(tokens, targets):
        mask = tf.cast(targets != 0, tf.float32)
        return tf.one_hot(tokens, len(vocabulary)) * mask[..., None], targets

    dataset = tf.data.Dataset.from_tensor_slices((rows[:, :-1], rows[:, 1:]))
    return dataset.shuffle(len(rows)).batch(batch_size).map(one_hot)
