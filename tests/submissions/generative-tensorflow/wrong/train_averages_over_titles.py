"""Each title counts alike, however long.

test-train-losses: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    optimizer = keras.optimizers.Adam(0.01)
    model.compile(optimizer, "sparse_categorical_crossentropy")

    def per_title(x, y):
        real = tf.cast(y != 0, tf.float32)
        lengths = tf.reduce_sum(real, axis=1, keepdims=True)
        weights = real / lengths
        return x, y, weights * tf.reduce_sum(real) / tf.reduce_sum(weights)

    history = model.fit(dataset.map(per_title), epochs=epochs, callbacks=[*callbacks], verbose=0)
    return [float(loss) for loss in history.history["loss"]]
