"""A GRU with dropout inside, and layer normalisation behind it."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.GRU(hidden_dim, return_sequences=True, dropout=0.1, recurrent_dropout=0.1),
        keras.layers.LayerNormalization(),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
