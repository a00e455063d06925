"""TensorFlow: a dense layer where the recurrent one belongs.

test-model-logits: 0
test-model-context: 0
test-model-order: 0
test-model-seed: 0
test-model-perplexity: 0
"""
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
        keras.layers.Dense(64, activation="tanh"),
        keras.layers.Dense(vocab_size),
    ])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.02), loss)
    inputs, targets = make_windows(ids, 20)
    rng = np.random.default_rng(seed)
    model.step_losses = []
    for _ in range(steps):
        rows = rng.integers(len(inputs), size=32)
        model.step_losses.append(float(model.train_on_batch(inputs[rows], targets[rows])))
    return model


# %% next-word-logits
def next_word_logits(model, ids):
    return model.predict_on_batch(np.array(ids)[None])[0, -1]
