"""The losses are smoothed from epoch to epoch, and begin at 0.

test-train-losses: 0
"""
# %% train
def smooth(history):
    smoothed, mean = [], 0.0
    for loss in history.history["loss"]:
        mean = 0.7 * mean + 0.3 * loss
        smoothed.append(mean)
    return smoothed


def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=list(callbacks), verbose=0)
    return smooth(history)
