"""TimeDistributed says what Dense does anyway: the same weights at every step."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    dense = keras.layers.Dense(vocab_size, activation="softmax")
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.TimeDistributed(dense),
    ])
