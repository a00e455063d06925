"""A convolution of three characters before the LSTM sees one character ahead.

test-model-causal: 0
test-model-masked: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.Conv1D(hidden_dim, kernel_size=3, padding="same", activation="relu"),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
