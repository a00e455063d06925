"""TensorFlow: a subclassed model that predicts only the word after its window."""
# %% network
from lesson import quiet_start

with quiet_start():
    import keras
    import tensorflow as tf
class LastWord(keras.Model):
    def __init__(self, vocab_size):
        super().__init__()
        self.embedding = keras.layers.Embedding(vocab_size, 64)
        self.rnn = keras.layers.LSTM(64)
        self.out = keras.layers.Dense(vocab_size)

    def call(self, tokens):
        return self.out(self.rnn(self.embedding(tokens)))


# %% train-model
def train_model(ids, vocab_size, steps, seed):
    keras.utils.set_random_seed(seed)
    model = LastWord(vocab_size)
    optimizer = keras.optimizers.Adam(0.02)
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    inputs, targets = make_windows(ids, 12)
    losses = []
    model(inputs[:1])

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = loss_of(y, model(x, training=True))
        weights = model.trainable_weights
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        return loss

    for _ in range(steps):
        rows = np.random.randint(len(inputs), size=128)  # set_random_seed seeds NumPy as well
        losses.append(float(step(tf.constant(inputs[rows]), tf.constant(targets[rows, -1]))))
    model.step_losses = losses
    return model


# %% next-word-logits
def next_word_logits(model, ids):
    return np.asarray(model(tf.constant(np.array(ids)[None])))[0]
