"""A class of one's own, whose layers are made in the order in which they are called."""
# %% build-model
class TitleModel(keras.Model):
    def __init__(self, vocab_size, hidden_dim):
        super().__init__()
        self.masking = keras.layers.Masking()
        self.lstm = keras.layers.LSTM(hidden_dim, return_sequences=True)
        self.out = keras.layers.Dense(vocab_size, activation="softmax")

    def call(self, x):
        return self.out(self.lstm(self.masking(x)))


def build_model(vocab_size, hidden_dim):
    model = TitleModel(vocab_size, hidden_dim)
    model(np.zeros((1, 1, vocab_size), dtype="float32"))  # makes the weights
    return model
