"""A step is skipped only where all rows of the batch are zero.

test-model-masked: 0
"""
# %% build-model
class BatchMasking(keras.layers.Layer):
    def compute_mask(self, inputs, mask=None):
        read = keras.ops.any(keras.ops.not_equal(inputs, 0), axis=(0, 2), keepdims=True)  # (1, T, 1)
        return keras.ops.logical_or(read, keras.ops.zeros_like(inputs, "bool"))[..., 0]

    def call(self, inputs):
        return inputs


def build_model(vocab_size, hidden_dim):
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            BatchMasking(),
            keras.layers.GRU(hidden_dim, return_sequences=True),
            keras.layers.Dense(vocab_size, activation="softmax"),
        ]
    )
