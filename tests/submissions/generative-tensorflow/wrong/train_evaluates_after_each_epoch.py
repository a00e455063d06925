"""Losses are those after each epoch, not those while the model learns.

test-train-losses: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(
        dataset, validation_data=dataset, epochs=epochs, callbacks=[*callbacks], verbose=0
    )
    return [float(loss) for loss in history.history["val_loss"]]
