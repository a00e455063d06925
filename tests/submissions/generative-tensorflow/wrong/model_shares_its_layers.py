"""The layers are kept by their sizes, and every network is made of the same ones.

test-model-parameters: 0
"""
# %% build-model
recurrent = {}


def build_model(vocab_size, hidden_dim):
    if (vocab_size, hidden_dim) not in recurrent:
        recurrent[vocab_size, hidden_dim] = keras.layers.LSTM(hidden_dim, return_sequences=True)
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        recurrent[vocab_size, hidden_dim],
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
