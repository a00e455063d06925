"""A network of the same sizes is made once, and handed out again.

test-model-parameters: 0
"""
# %% build-model
from functools import lru_cache


@lru_cache
def build_model(vocab_size, hidden_dim):
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        keras.layers.Masking(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
