"""Dense gives logits, and an Activation layer takes their softmax."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.GRU(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size),
        keras.layers.Activation("softmax"),
    ])
