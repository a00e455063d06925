"""Each epoch reads the first batch only.

test-train-learns: 0
test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    h = model.fit(dataset.take(1), epochs=epochs, callbacks=list(callbacks), shuffle=False, verbose=0)
    return h.history["loss"]
