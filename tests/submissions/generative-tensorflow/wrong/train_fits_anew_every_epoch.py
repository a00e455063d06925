"""Each epoch is a fit of its own, so that callbacks believe that every epoch is the first.

test-train-callbacks: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    losses = []
    for _epoch in range(epochs):
        history = model.fit(dataset, epochs=1, callbacks=list(callbacks))
        losses += history.history["loss"]
    return losses
