"""Each batch has titles of about the same length, and several are not full.

test-dataset-complete: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    def one_hot(inputs, targets):
        real = tf.cast(targets != 0, tf.float32)
        return tf.one_hot(inputs, len(vocabulary)) * real[..., None], targets

    parts = [[t for t in titles if len(t) <= 50], [t for t in titles if len(t) > 50]]
    whole = None
    for part in filter(None, parts):
        ids = encode(part, vocabulary)
        pairs = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
        batches = pairs.shuffle(len(part)).batch(batch_size)
        whole = whole.concatenate(batches) if whole else batches
    return whole.map(one_hot)
