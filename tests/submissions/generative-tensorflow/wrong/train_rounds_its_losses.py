"""The losses are rounded to one decimal, as if for printing.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    called = [*callbacks, TqdmCallback(verbose=0)]
    history = model.fit(dataset, epochs=epochs, callbacks=called, verbose=0)
    return [round(loss, 1) for loss in history.history["loss"]]
