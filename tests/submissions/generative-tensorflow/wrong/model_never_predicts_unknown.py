"""The network gives padding and <unk> no probability, whatever it learns.

test-model-probabilities: 0
"""


# %% build-model
def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    barred = np.zeros(vocab_size, dtype="float32")
    barred[:2] = -1e9

    def softmax_of_characters(logits):
        return tf.nn.softmax(logits + barred, axis=-1)

    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Masking(),
            keras.layers.LSTM(hidden_dim, return_sequences=True),
            keras.layers.Dense(vocab_size, activation=softmax_of_characters),
        ]
    )
