"""Dropout stands after the softmax: in training mode, rows are no distribution.

test-model-probabilities: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Masking(),
            keras.layers.LSTM(hidden_dim, return_sequences=True),
            keras.layers.Dense(vocab_size, activation="softmax"),
            keras.layers.Dropout(0.2),
        ]
    )
