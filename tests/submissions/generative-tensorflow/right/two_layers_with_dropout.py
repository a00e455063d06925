"""Two LSTM layers, with dropout after each, which is idle outside training."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dropout(0.2),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
