"""The first step is read even if it is all zero.

test-model-masked: 0
"""


# %% build-model
class SkipZeros(keras.layers.Layer):

    def __init__(self, **options):
        super().__init__(**options)
        self.supports_masking = True

    def call(self, inputs):
        return inputs * 1.0

    def compute_mask(self, inputs, mask=None):
        read = keras.ops.any(keras.ops.not_equal(inputs, 0), axis=-1)  # (B, T)
        first = keras.ops.equal(keras.ops.cumsum(keras.ops.ones_like(inputs[..., 0]), axis=1), 1)
        return keras.ops.logical_or(read, first)  # (B, T)


def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    """Build a network that predicts the next token at every step."""
    model = keras.Sequential()
    model.add(keras.Input((None, vocab_size)))
    model.add(SkipZeros())
    model.add(keras.layers.LSTM(hidden_dim, return_sequences=True))
    model.add(keras.layers.Dense(vocab_size, activation="softmax"))
    return model
