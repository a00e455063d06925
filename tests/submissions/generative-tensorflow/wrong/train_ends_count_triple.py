"""<eos> has three times the weight of other tokens in what is minimised.

test-train-learns: 0
"""
# %% train
def train(model: keras.Model, dataset: tf.data.Dataset, epochs: int, callbacks=()) -> list[float]:
    def loss(y_true, y_pred):
        nats = keras.losses.sparse_categorical_crossentropy(y_true, y_pred)
        return nats * tf.where(tf.equal(tf.cast(y_true, tf.int32), 2), 3.0, 1.0)

    class Nats(keras.metrics.Mean):
        def update_state(self, y_true, y_pred, sample_weight=None):
            there = tf.cast(y_true > 0, tf.float32)
            nats = keras.losses.sparse_categorical_crossentropy(y_true, y_pred)
            return super().update_state(tf.reduce_sum(nats * there) / tf.reduce_sum(there))

    model.compile(keras.optimizers.Adam(0.01), loss, metrics=[Nats(name="nats")])
    everyone = [*callbacks, TqdmCallback(verbose=0)]
    return model.fit(dataset, epochs=epochs, callbacks=everyone, verbose=0).history["nats"]
