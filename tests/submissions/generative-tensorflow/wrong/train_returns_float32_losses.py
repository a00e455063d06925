"""The losses go through a float32 array and stay its numbers.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=list(callbacks), verbose=0)
    return list(np.array(history.history["loss"], dtype="float32"))
