"""TensorFlow: a GRU, compiled and trained by fit."""
# %% network
from lesson import quiet_start

with quiet_start():
    import keras
    import tensorflow as tf


# %% train-model
def train_model(ids, vocab_size, steps, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.layers.Embedding(vocab_size, 64),
        keras.layers.GRU(64, return_sequences=True),
        keras.layers.Dense(vocab_size),
    ])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.02), loss)
    data = tf.data.Dataset.from_tensor_slices(make_windows(ids, 20))
    data = data.shuffle(5000, seed=seed).repeat().batch(32).take(steps)
    losses = []
    noting = keras.callbacks.LambdaCallback(
        on_train_batch_begin=lambda batch, logs: model.reset_metrics(),  # else means of all so far
        on_train_batch_end=lambda batch, logs: losses.append(float(logs["loss"])),
    )
    model.fit(data, epochs=1, verbose=0, callbacks=[noting])
    model.step_losses = losses
    return model


# %% next-word-logits
def next_word_logits(model, ids):
    return model(np.array(ids)[None], training=False).numpy()[0, -1]
