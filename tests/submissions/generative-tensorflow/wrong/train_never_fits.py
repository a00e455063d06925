"""The model is compiled and evaluated in every epoch, but never fitted.

test-train-learns: 0
test-train-padding: 0
test-train-losses: 0
test-train-callbacks: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    losses = []
    for _epoch in range(epochs):
        losses.append(float(model.evaluate(dataset, callbacks=list(callbacks))))
    return losses
