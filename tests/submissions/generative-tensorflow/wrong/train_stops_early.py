"""The training ends where the loss stands still.

test-train-losses: 0
test-train-callbacks: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    stop = keras.callbacks.EarlyStopping("loss", patience=4, restore_best_weights=True)
    history = model.fit(dataset, epochs=epochs, callbacks=[*callbacks, stop], verbose=0)
    return [float(loss) for loss in history.history["loss"]]
