"""The length of the longest headline is built into the network.

test-model-shapes: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    longest = max(len(title) for title in titles)
    return keras.Sequential([
        keras.Input((longest, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
