"""A Dense layer without bias serves as an embedding; it hands the mask on."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.Dense(hidden_dim // 2, use_bias=False),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(hidden_dim, activation="tanh"),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
