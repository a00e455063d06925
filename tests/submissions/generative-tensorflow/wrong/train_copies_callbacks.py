"""Copies of the callbacks are called, so that what one notes in an attribute is lost.

test-train-callbacks: 0
"""
# %% train
import copy


def train(model, dataset, epochs, callbacks=()):
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    hooks = [*map(copy.copy, callbacks), TqdmCallback(verbose=0)]
    history = model.fit(dataset, epochs=epochs, callbacks=hooks, verbose=0)
    return history.history["loss"]
