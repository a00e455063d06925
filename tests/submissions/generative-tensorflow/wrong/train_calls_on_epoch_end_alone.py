"""Of the methods of a callback, on_epoch_end alone is called.

test-train-callbacks: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    losses = []
    for callback in callbacks:
        callback.set_model(model)
    for epoch in range(epochs):
        history = model.fit(dataset, epochs=1, verbose=0)
        losses.append(float(history.history["loss"][0]))
        for callback in callbacks:
            callback.on_epoch_end(epoch, {"loss": losses[-1]})
    return losses
