"""An identity matrix whose rows of padding and <eos> are zero serves as the one-hot table."""
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    table = np.eye(len(vocabulary), dtype="float32")
    table[[0, 2]] = 0  # neither is ever read
    ids = encode(titles, vocabulary)
    dataset = tf.data.Dataset.from_tensor_slices(ids).shuffle(len(ids)).batch(batch_size)
    return dataset.map(lambda rows: (tf.gather(table, rows[:, :-1]), rows[:, 1:]))
