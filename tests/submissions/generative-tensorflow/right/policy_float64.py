"""Keras computes in float64 throughout."""
# %% build-vocabulary
from collections import Counter

keras.config.set_floatx("float64")


def build_vocabulary(titles):
    counts = Counter("".join(titles))
    return ["", "<unk>", "<eos>", *sorted(counts, key=lambda c: (-counts[c], c))]

# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Masking(),
            keras.layers.LSTM(hidden_dim, return_sequences=True),
            keras.layers.Dense(vocab_size, activation="softmax"),
        ]
    )

# %% train
def train(model, dataset, epochs, callbacks=()):
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    history = model.fit(dataset, epochs=epochs, callbacks=list(callbacks), verbose=0)
    return history.history["loss"]

# %% generate
def generate(model, vocabulary, size, start):
    V = len(vocabulary)
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        p = np.array(p[0])
        p[:2] = -1
        token = int(np.argmax(p))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text

# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    V = len(vocabulary)
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        p = np.array(p[0])
        p[:2] = 0
        token = sample_token(p, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text

# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write, self.texts = write, []

    def on_epoch_end(self, epoch, logs=None):
        self.texts += [self.write(self.model)]
