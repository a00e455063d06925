"""Batches are repeated, then shuffled, so that an epoch takes some twice and others not.

test-train-losses: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    stream, batches = dataset, None
    if dataset.cardinality() > 0:
        batches = int(dataset.cardinality())
        stream = dataset.repeat().shuffle(4 * batches).prefetch(tf.data.AUTOTUNE)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    everyone = [*callbacks, TqdmCallback(verbose=0)]
    history = model.fit(
        stream, epochs=epochs, steps_per_epoch=batches, callbacks=everyone, verbose=0
    )
    return history.history["loss"]
