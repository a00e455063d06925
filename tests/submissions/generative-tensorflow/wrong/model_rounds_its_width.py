"""hidden_dim is rounded up to a multiple of 8.

test-model-parameters: 0
"""
# %% build-model
def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    units = -(-hidden_dim // 8) * 8  # faster on a GPU
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(units, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
