"""One batch is taken, and the model fitted to it.

test-train-learns: 0
test-train-losses: 0
test-train-callbacks: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    inputs, targets = next(iter(dataset))
    model.compile(keras.optimizers.Adam(0.05), "sparse_categorical_crossentropy")
    called = list(callbacks)
    history = model.fit(inputs, targets, batch_size=2, epochs=epochs, callbacks=called, verbose=0)
    return history.history["loss"]
