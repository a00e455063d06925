"""The loss is the squared error between probabilities and one-hot targets.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    pairs = dataset.map(lambda x, y: (x, tf.one_hot(y, x.shape[-1])))
    model.compile(keras.optimizers.Adam(0.01), "mean_squared_error")
    history = model.fit(pairs, epochs=epochs, callbacks=list(callbacks))
    return history.history["loss"]
