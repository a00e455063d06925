"""The last layer has as many outputs as the notebook has tokens.

test-model-shapes: 0
test-model-parameters: 0
"""
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(len(vocabulary), activation="softmax"),
    ])
