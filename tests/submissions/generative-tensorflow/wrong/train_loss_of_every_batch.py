"""train returns one loss for every batch instead of one for every epoch.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    losses = []
    noting = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(float(logs["loss"]))
    )
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    model.fit(dataset, epochs=epochs, callbacks=[noting, *callbacks])
    return losses
