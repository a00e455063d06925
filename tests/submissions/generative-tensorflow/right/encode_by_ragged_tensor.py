"""TensorFlow splits the characters and looks them up; to_tensor pads."""
# %% encode
def encode(titles, vocabulary):
    keys = tf.constant(vocabulary[3:])
    values = tf.range(3, len(vocabulary), dtype=tf.int64)
    table = tf.lookup.StaticHashTable(
        tf.lookup.KeyValueTensorInitializer(keys, values), default_value=1
    )
    characters = tf.strings.unicode_split(titles, "UTF-8")
    ids = tf.ragged.map_flat_values(table.lookup, characters)
    ends = tf.fill([len(titles), 1], tf.constant(2, tf.int64))
    return tf.concat([ids, ends], axis=1).to_tensor().numpy()
