"""The functional API: layers are called on one another's outputs."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    inputs = keras.Input(shape=(None, vocab_size))
    masked = keras.layers.Masking()(inputs)
    h = keras.layers.LSTM(hidden_dim, return_sequences=True)(masked)
    outputs = keras.layers.Dense(vocab_size, activation="softmax")(h)
    return keras.Model(inputs, outputs)
