"""TensorFlow: a functional model of two layers, trained batch by batch."""
# %% network
from lesson import quiet_start

with quiet_start():
    import keras
    import tensorflow as tf


# %% train-model
def train_model(ids, vocab_size, steps, seed):
    keras.utils.set_random_seed(seed)
    tokens = keras.Input((None,), dtype="int32")
    x = keras.layers.Embedding(vocab_size, 64, embeddings_initializer="normal")(tokens)
    x = keras.layers.LSTM(64, return_sequences=True)(x)
    x = keras.layers.LSTM(64, return_sequences=True)(x)
    model = keras.Model(tokens, keras.layers.Dense(vocab_size)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss=loss)
    inputs, targets = make_windows(ids, 20)
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(steps):
        rows = rng.integers(len(inputs), size=32)
        losses.append(float(model.train_on_batch(inputs[rows], targets[rows])))
    model.step_losses = losses
    return model


# %% next-word-logits
def next_word_logits(model, ids):
    return model.predict(np.array(ids)[None], verbose=0)[0, -1]
