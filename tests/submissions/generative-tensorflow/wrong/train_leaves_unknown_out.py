"""Targets that are <unk> do not count.

test-train-losses: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    weighted = dataset.map(lambda x, y: (x, y, tf.cast(y > 1, tf.float32)))
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(weighted, epochs=epochs, callbacks=[*callbacks], verbose=0)
    return [float(loss) for loss in history.history["loss"]]
