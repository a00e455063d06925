"""After a single epoch, a number is returned in the place of a list.

test-train-losses: 0
"""


# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=[*callbacks], verbose=0)
    return np.squeeze(history.history["loss"]).tolist()
