"""The recurrent layer has 128 units, whatever hidden_dim says.

test-model-parameters: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(128, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
