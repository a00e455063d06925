"""The losses go through NumPy to be rounded; a float64 of NumPy's is a float."""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=list(callbacks))
    return list(np.round(history.history["loss"], 4))
