"""The accuracy of every epoch is returned as if it were the loss.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(
        keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    history = model.fit(dataset, epochs=epochs, callbacks=list(callbacks))
    return history.history["accuracy"]
