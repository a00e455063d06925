"""A simple recurrent layer, logits, and the softmax in a Lambda layer."""
# %% build-model
def build_model(vocab_size, hidden_dim):
    model = keras.Sequential()
    model.add(keras.Input((None, vocab_size)))
    model.add(keras.layers.Masking())
    model.add(keras.layers.SimpleRNN(hidden_dim, return_sequences=True))
    model.add(keras.layers.Dense(vocab_size))
    model.add(keras.layers.Lambda(keras.ops.softmax))
    return model
