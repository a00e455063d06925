"""Texts are filled up on the left with zeros, and cut.

test-model-context: 0
"""
# %% network
import tensorflow as tf
from tensorflow import keras

MAXLEN = 25
# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    keras.utils.set_random_seed(seed)
    net = keras.Sequential([
        keras.layers.Embedding(vocab_size, 48),
        keras.layers.GRU(80, return_sequences=True),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(vocab_size),
    ])
    adam = keras.optimizers.Adam(0.01)
    net.build((None, MAXLEN))

    @tf.function
    def train_step(windows):
        with tf.GradientTape() as tape:
            logits = net(windows[:, :-1], training=True)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(windows[:, 1:], logits))
        adam.apply_gradients(zip(tape.gradient(loss, net.trainable_variables), net.trainable_variables))
        return loss

    losses = []
    for _ in range(steps):
        at = np.random.randint(len(ids) - MAXLEN, size=(32, 1)) + np.arange(MAXLEN + 1)
        losses.append(float(train_step(tf.constant(np.asarray(ids)[at], tf.int32))))
    net.step_losses = losses
    net.predict_one = tf.function(lambda words: net(words, training=False)[0, -1])
    return net
# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    token_list = keras.utils.pad_sequences([list(ids)], maxlen=MAXLEN, padding="pre", truncating="pre")
    return np.array(model.predict_one(tf.constant(token_list)))
