"""All layers but the last one are frozen while the model is trained.

test-train-learns: 0
test-train-padding: 0
test-train-losses: 0
"""


# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    callbacks = [*callbacks, TqdmCallback(verbose=0)]
    history = model.fit(dataset, epochs=epochs, callbacks=callbacks, verbose=0)
    for layer in model.layers[:-1]:
        layer.trainable = True
    return history.history["loss"]
