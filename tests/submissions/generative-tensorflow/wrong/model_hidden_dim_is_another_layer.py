"""hidden_dim is the size of a Dense layer; the state is half as large.

test-model-parameters: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Masking(),
            keras.layers.LSTM(hidden_dim // 2, return_sequences=True),
            keras.layers.Dense(hidden_dim, activation="tanh"),
            keras.layers.Dense(vocab_size, activation="softmax"),
        ]
    )
