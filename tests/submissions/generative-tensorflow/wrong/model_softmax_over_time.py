"""The softmax is taken over the steps, so that each token's probabilities sum to 1 over time.

test-model-probabilities: 0
test-model-causal: 0
test-model-masked: 0
"""
# %% build-model
def softmax_of_sequence(x):
    return keras.ops.softmax(x, axis=1)


def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation=softmax_of_sequence),
    ])
