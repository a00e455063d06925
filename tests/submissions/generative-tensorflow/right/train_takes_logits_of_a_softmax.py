"""The loss expects logits: of a softmax layer Keras takes those, and warns."""
# %% train
def train(model, dataset, epochs, callbacks=()):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.01), loss)
    h = model.fit(dataset, epochs=epochs, callbacks=list(callbacks), shuffle=False, verbose=0)
    return h.history["loss"]
