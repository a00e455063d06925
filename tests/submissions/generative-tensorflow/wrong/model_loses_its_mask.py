"""A convolution of width 1 serves as an embedding, and no convolution hands the mask on.

test-model-masked: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.Conv1D(hidden_dim, kernel_size=1),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
