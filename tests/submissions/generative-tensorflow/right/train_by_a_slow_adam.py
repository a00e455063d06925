"""Adam at its default rate."""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile("adam", "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=list(callbacks), verbose=0)
    return history.history["loss"]
