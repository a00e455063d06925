"""A training loop by hand: the loss is weighted by targets != 0, and callbacks are called."""
# %% train
def train(model, dataset, epochs, callbacks=()):
    optimizer = keras.optimizers.Adam(learning_rate=0.01)
    calls = keras.callbacks.CallbackList(list(callbacks), model=model, epochs=epochs)

    @tf.function(reduce_retracing=True)
    def update(x, y):
        real = tf.cast(y != 0, tf.float32)
        with tf.GradientTape() as tape:
            p = model(x, training=True)
            nats = keras.losses.sparse_categorical_crossentropy(y, p)
            loss = tf.reduce_sum(nats * real) / tf.reduce_sum(real)
        variables = model.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return tf.reduce_sum(nats * real), tf.reduce_sum(real)

    losses = []
    calls.on_train_begin()
    for epoch in range(epochs):
        calls.on_epoch_begin(epoch)
        total, count = 0.0, 0.0
        for x, y in dataset:
            nats, characters = update(x, y)
            total += float(nats)
            count += float(characters)
        losses.append(total / count)
        calls.on_epoch_end(epoch, {"loss": losses[-1]})
    calls.on_train_end()
    return losses
