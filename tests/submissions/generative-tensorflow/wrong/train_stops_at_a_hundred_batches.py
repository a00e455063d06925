"""Only the first hundred batches of each epoch are read.

test-train-losses: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset.take(100), epochs=epochs, callbacks=[*callbacks], verbose=0)
    return history.history["loss"]
