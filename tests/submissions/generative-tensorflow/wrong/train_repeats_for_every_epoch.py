"""Every epoch reads the dataset as often as there are epochs.

test-train-callbacks: 0
"""


# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(
        dataset.repeat(epochs),
        epochs=epochs,
        callbacks=[*callbacks, TqdmCallback(verbose=0)],
        verbose=0,
    )
    return [float(loss) for loss in history.history["loss"]]
