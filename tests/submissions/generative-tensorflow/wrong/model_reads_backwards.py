"""go_backwards=True: the last character is read first.

test-model-causal: 0
test-model-masked: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True, go_backwards=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
