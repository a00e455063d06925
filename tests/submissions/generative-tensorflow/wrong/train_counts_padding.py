"""A loop of its own takes the plain mean of the cross-entropy over all steps, padding too.

test-train-padding: 0
test-train-losses: 0
"""
# %% train
def train(model, dataset, epochs, callbacks=()):
    optimizer = keras.optimizers.Adam(0.01)
    called = keras.callbacks.CallbackList(list(callbacks), model=model)
    losses = []
    called.on_train_begin()
    for epoch in range(epochs):
        called.on_epoch_begin(epoch)
        of_batches = []
        for inputs, targets in dataset:
            with tf.GradientTape() as tape:
                p = model(inputs, training=True)
                loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(targets, p))
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            of_batches.append(float(loss))
        losses.append(sum(of_batches) / len(of_batches))
        called.on_epoch_end(epoch, {"loss": losses[-1]})
    called.on_train_end()
    return losses
