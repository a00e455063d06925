"""The loop asks the model without training=True, so that dropout never acts.

test-train-learns: 3
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    adam = keras.optimizers.Adam(0.01)
    model.compile(optimizer=adam)
    hooks = keras.callbacks.CallbackList(list(callbacks), model=model)
    losses = []
    hooks.on_train_begin()
    for epoch in range(epochs):
        hooks.on_epoch_begin(epoch)
        of_batches = []
        for n, (x, y) in enumerate(dataset):
            hooks.on_train_batch_begin(n)
            with tf.GradientTape() as tape:
                p = model(x)
                nats = keras.losses.sparse_categorical_crossentropy(y, p)
                loss = tf.reduce_mean(nats[y != 0])
            adam.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
            of_batches.append(float(loss))
            hooks.on_train_batch_end(n, {"loss": float(loss)})
        losses.append(float(np.mean(of_batches)))
        hooks.on_epoch_end(epoch, {"loss": losses[-1]})
    hooks.on_train_end()
    return losses
