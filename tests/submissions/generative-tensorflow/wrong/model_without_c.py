"""The Dense layer has no biases.

test-model-parameters: 0
"""


# %% build-model
def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Masking(),
            keras.layers.LSTM(hidden_dim, return_sequences=True),
            keras.layers.Dense(vocab_size, activation="softmax", use_bias=False),
        ]
    )
