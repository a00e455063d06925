"""<eos> is no character, so neither the inputs nor the targets have it.

test-dataset-shift: 0
test-dataset-mask: 0
"""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = encode(titles, vocabulary)
    ids[ids == 2] = 0  # padding from the last character on
    table = np.eye(len(vocabulary), dtype="float32")
    table[0] = 0
    dataset = tf.data.Dataset.from_tensor_slices((ids[:, :-1], ids[:, 1:]))
    dataset = dataset.shuffle(len(titles)).batch(batch_size)
    return dataset.map(lambda x, y: (tf.gather(table, x), y))
