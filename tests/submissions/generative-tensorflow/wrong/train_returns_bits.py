"""The loss is read in bits, because a logarithm to base 2 seems as good.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=list(callbacks))
    return [loss / float(np.log(2)) for loss in history.history["loss"]]
