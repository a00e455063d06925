"""The mask takes <unk> for padding.

test-model-masked: 0
"""
# %% build-model
class SkipPadding(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def compute_mask(self, inputs, mask=None):
        return keras.ops.any(keras.ops.not_equal(inputs[..., 3:], 0), axis=-1)

    def call(self, inputs):
        return inputs * 1.0

    def compute_output_shape(self, shape):
        return shape


def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    return keras.Sequential([
        keras.Input((None, vocab_size)),
        SkipPadding(),
        keras.layers.LSTM(hidden_dim, return_sequences=True),
        keras.layers.Dense(vocab_size, activation="softmax"),
    ])
