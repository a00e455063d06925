"""The sum of the squared weights is part of the loss that is minimised and reported.

test-train-losses: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    def nats(targets, p):
        penalty = sum(keras.ops.sum(keras.ops.square(w)) for w in model.trainable_weights)
        return keras.losses.sparse_categorical_crossentropy(targets, p) + 1e-3 * penalty

    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=nats)
    return model.fit(
        dataset, epochs=epochs, callbacks=list(callbacks), verbose=0
    ).history["loss"]
