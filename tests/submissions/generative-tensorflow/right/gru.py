"""A GRU in place of the LSTM: one gate and one state less."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.layers.Input(shape=(None, vocab_size)),
        keras.layers.Masking(mask_value=0.0),
        keras.layers.GRU(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
