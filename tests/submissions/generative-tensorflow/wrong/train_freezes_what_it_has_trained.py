"""At the end the model is made untrainable, and stays so.

test-train-learns: 0
"""


# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    model.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    callbacks = [*callbacks, TqdmCallback(verbose=0)]
    history = model.fit(dataset, epochs=epochs, callbacks=callbacks, verbose=0)
    model.trainable = False
    return history.history["loss"]
