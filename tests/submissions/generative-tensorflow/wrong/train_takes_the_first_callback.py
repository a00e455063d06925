"""Only the first callback is looked for, and there may be none.

test-train-callbacks: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=[callbacks[0]], verbose=0)
    return history.history["loss"]
