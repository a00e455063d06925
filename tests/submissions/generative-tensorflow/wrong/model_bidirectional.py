"""A bidirectional layer reads the title from its end as well, and so what it is to predict.

test-model-causal: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.Bidirectional(keras.layers.LSTM(hidden_dim, return_sequences=True)),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
