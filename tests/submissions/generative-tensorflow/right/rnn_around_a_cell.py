"""The general RNN layer around a cell, with layer normalisation after it."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    cell = keras.layers.GRUCell(hidden_dim)
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.RNN(cell, return_sequences=True),
        keras.layers.LayerNormalization(),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
