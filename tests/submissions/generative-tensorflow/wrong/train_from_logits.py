"""The loss takes probabilities for logits.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.01), loss)
    h = model.fit(dataset, epochs=epochs, callbacks=list(callbacks), shuffle=False, verbose=0)
    return h.history["loss"]
