"""The loss of an epoch is that of its last batch.

test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    optimizer = keras.optimizers.Adam(0.01)
    called = keras.callbacks.CallbackList(list(callbacks), model=model)
    measure = keras.losses.SparseCategoricalCrossentropy(reduction="none")

    @tf.function
    def update(x, y):
        with tf.GradientTape() as tape:
            p = model(x, training=True)
            real = tf.cast(y != 0, p.dtype)
            loss = tf.reduce_sum(measure(y, p) * real) / tf.reduce_sum(real)
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        return loss

    losses = []
    called.on_train_begin()
    for epoch in range(epochs):
        called.on_epoch_begin(epoch)
        of_batches = [float(update(x, y)) for x, y in dataset]
        losses.append(of_batches[-1])
        called.on_epoch_end(epoch, {"loss": losses[-1]})
    called.on_train_end()
    return losses
