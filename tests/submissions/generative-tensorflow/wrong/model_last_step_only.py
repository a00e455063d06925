"""The recurrent layer returns its last output only.

test-model-shapes: 0
test-model-probabilities: 0
test-model-causal: 0
test-model-masked: 0
test-model-parameters: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
