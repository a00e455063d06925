"""A tf.Module with gates of its own, which keeps its losses in a list, and an Adam by hand."""
# %% network
import tensorflow as tf


class WordNetwork(tf.Module):
    """Embedding, a minimal gated unit and an output layer, all by hand."""

    def __init__(self, vocab_size: int, width: int, generator: tf.random.Generator):
        super().__init__()

        def weight(*shape):
            scale = 1.0 / np.sqrt(shape[0])
            return tf.Variable(generator.uniform(shape, -scale, scale))

        self.width = width
        self.generator = generator
        self.embedding = tf.Variable(generator.normal((vocab_size, width), stddev=0.3))
        self.gate_x, self.gate_h = weight(width, width), weight(width, width)
        self.new_x, self.new_h = weight(width, width), weight(width, width)
        self.gate_b, self.new_b = tf.Variable(tf.zeros(width)), tf.Variable(tf.zeros(width))
        self.out_w, self.out_b = weight(width, vocab_size), tf.Variable(tf.zeros(vocab_size))
        self.step_losses: list[float] = []

    def dropout(self, x, rate):
        keep = tf.cast(self.generator.uniform(tf.shape(x)) >= rate, x.dtype)
        return x * keep / (1.0 - rate)

    def states(self, x):  # (B, T, width) -> the state at each step
        h = tf.zeros((tf.shape(x)[0], self.width))
        result = []
        for x_t in tf.unstack(x, axis=1):
            z = tf.sigmoid(x_t @ self.gate_x + h @ self.gate_h + self.gate_b)
            new = tf.tanh(x_t @ self.new_x + (z * h) @ self.new_h + self.new_b)
            h = (1.0 - z) * h + z * new
            result.append(h)
        return tf.stack(result, axis=1)

    def __call__(self, ids, training: bool):
        x = tf.gather(self.embedding, ids)
        if training:
            x = self.dropout(x, 0.1)
        h = self.states(x)
        if training:
            h = self.dropout(h, 0.1)
        return h @ self.out_w + self.out_b
# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    """Train with an Adam of its own."""
    generator = tf.random.Generator.from_seed(seed)
    rng = np.random.default_rng(seed)
    network_ = WordNetwork(vocab_size, 64, generator)
    inputs, targets = make_windows(np.asarray(ids, dtype=np.int32), 20)
    parameters = list(network_.trainable_variables)
    moments = [tf.Variable(tf.zeros_like(p)) for p in parameters]
    squares = [tf.Variable(tf.zeros_like(p)) for p in parameters]

    @tf.function
    def update(x, y, t):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(
                labels=y, logits=network_(x, training=True)
            )
            loss = tf.reduce_mean(losses)
        gradients = [tf.convert_to_tensor(g) for g in tape.gradient(loss, parameters)]
        gradients, _norm = tf.clip_by_global_norm(gradients, 5.0)
        rate = 0.01 * tf.sqrt(1.0 - 0.999**t) / (1.0 - 0.9**t)
        for p, g, m, s in zip(parameters, gradients, moments, squares):
            m.assign(0.9 * m + 0.1 * g)
            s.assign(0.999 * s + 0.001 * g * g)
            p.assign_sub(rate * m / (tf.sqrt(s) + 1e-7))
        return loss

    for step in range(1, steps + 1):
        rows = rng.integers(0, len(inputs), size=32)
        loss = update(tf.constant(inputs[rows]), tf.constant(targets[rows]), tf.constant(float(step)))
        network_.step_losses.append(float(loss))
    return network_
# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    """Logits after the last word."""
    batch = tf.constant(np.asarray(ids, dtype=np.int32)[None, :])
    return model(batch, training=False)[0, -1].numpy()
