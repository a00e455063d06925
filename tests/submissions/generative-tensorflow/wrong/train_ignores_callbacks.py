"""The callbacks are accepted and never handed on to fit.

test-train-callbacks: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs)
    return history.history["loss"]
