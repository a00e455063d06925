"""Dropout is called in training mode, whenever the model is called.

test-model-causal: 0
test-model-masked: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    inputs = keras.Input((None, vocab_size))
    h = keras.layers.Masking()(inputs)
    h = keras.layers.LSTM(hidden_dim, return_sequences=True)(h)
    h = keras.layers.Dropout(0.5)(h, training=True)
    return keras.Model(inputs, keras.layers.Dense(vocab_size, activation="softmax")(h))
