"""Between the LSTM and the softmax stands a gated linear unit."""


# %% build-model
class GatedLinear(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.value = keras.layers.Dense(units)
        self.gate = keras.layers.Dense(units, activation="sigmoid")

    def build(self, input_shape):
        self.value.build(input_shape)
        self.gate.build(input_shape)
        super().build(input_shape)

    def call(self, inputs):
        return self.value(inputs) * self.gate(inputs)


def build_model(vocab_size: int, hidden_dim: int) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Masking(),
            keras.layers.LSTM(hidden_dim, return_sequences=True),
            GatedLinear(hidden_dim),
            keras.layers.Dense(vocab_size, activation="softmax"),
        ]
    )
