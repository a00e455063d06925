"""A callback is appended to those that were handed over, which may be a tuple.

test-train-callbacks: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    callbacks = callbacks or []
    callbacks.append(TqdmCallback(verbose=0))
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=callbacks, verbose=0)
    return history.history["loss"]
