"""The titles are shuffled in place: the caller's list is in another order afterwards.

test-dataset-complete: 0
"""
# %% make-dataset
import random


def make_dataset(titles, vocabulary, batch_size):
    random.shuffle(titles)
    ids = np.asarray(encode(titles, vocabulary))

    def prepare(row):
        inputs, targets = row[:, :-1], row[:, 1:]
        x = tf.one_hot(tf.where(targets == 0, tf.cast(-1, inputs.dtype), inputs), len(vocabulary))
        return x, targets

    return tf.data.Dataset.from_tensor_slices(ids).batch(batch_size).map(prepare)
