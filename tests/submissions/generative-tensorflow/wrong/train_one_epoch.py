"""fit is not told how many epochs to train, and so it trains one.

test-train-losses: 0
test-train-callbacks: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, callbacks=list(callbacks))
    return history.history["loss"]
