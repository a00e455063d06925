"""Only the first hundred steps are read.

test-model-shapes: 0
"""


# %% build-model
def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Lambda(lambda x: x[:, :100]),
            keras.layers.Masking(),
            keras.layers.LSTM(hidden_dim, return_sequences=True),
            keras.layers.Dense(vocab_size, activation="softmax"),
        ]
    )
