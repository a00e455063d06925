"""A list is added to the callbacks, which are a tuple when none are handed over.

test-train-callbacks: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=callbacks + [keras.callbacks.TerminateOnNaN()], verbose=0)
    return history.history["loss"]
