"""A Dense layer with biases, 0 only at first, stands before Masking.

test-model-masked: 0
"""
# %% build-model
def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Dense(hidden_dim),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
