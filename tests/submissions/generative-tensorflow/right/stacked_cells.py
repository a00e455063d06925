"""A stack of cells in one RNN layer."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    cells = [keras.layers.LSTMCell(hidden_dim) for _ in range(2)]
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.RNN(cells, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
