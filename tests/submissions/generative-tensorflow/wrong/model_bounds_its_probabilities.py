"""What the softmax gives is raised to a least number.

test-model-probabilities: 0
"""
# %% build-model
def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    def safe_softmax(z):
        return keras.ops.maximum(keras.ops.softmax(z, axis=-1), 8e-4)

    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation=safe_softmax),
    ])
