"""Only the first hundred steps of a title are read.

test-train-losses: 0
"""


# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    short = dataset.map(lambda inputs, targets: (inputs[:, :100], targets[:, :100]))
    history = model.fit(short, epochs=epochs, callbacks=list(callbacks), verbose=0)
    return [float(loss) for loss in history.history["loss"]]
