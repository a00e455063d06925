"""No layer has more than 128 units, whatever hidden_dim says.

test-model-parameters: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    units = min(hidden_dim, 128)
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.GRU(units, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
