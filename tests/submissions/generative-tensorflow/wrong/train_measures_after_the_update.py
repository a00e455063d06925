"""The loss of a batch is measured after the update that it led to.

test-train-losses: 0
"""


# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    for inputs, _targets in dataset.take(1):
        model(inputs)  # some models are built by their first input
    optimizer = keras.optimizers.Adam(0.01)
    optimizer.build(model.trainable_variables)
    model.optimizer = optimizer

    def mean_loss(inputs, targets):
        nats = keras.losses.sparse_categorical_crossentropy(targets, model(inputs, training=True))
        counts = tf.cast(targets != 0, nats.dtype)
        return tf.reduce_sum(nats * counts) / tf.reduce_sum(counts)

    @tf.function(reduce_retracing=True)
    def update(inputs, targets):
        with tf.GradientTape() as tape:
            loss = mean_loss(inputs, targets)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return mean_loss(inputs, targets)

    calls = keras.callbacks.CallbackList(list(callbacks), model=model)
    losses = []
    calls.on_train_begin()
    for epoch in range(epochs):
        calls.on_epoch_begin(epoch)
        batch_losses = []
        for number, (inputs, targets) in enumerate(dataset):
            calls.on_train_batch_begin(number)
            batch_losses.append(float(update(inputs, targets)))
            calls.on_train_batch_end(number, {"loss": batch_losses[-1]})
        losses.append(float(np.mean(batch_losses)))
        calls.on_epoch_end(epoch, {"loss": losses[-1]})
    calls.on_train_end()
    return losses
