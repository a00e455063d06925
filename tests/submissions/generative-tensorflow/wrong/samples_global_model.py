"""The text is written by a model from outside, not by the one that is trained.

test-samples-each-epoch: 0
"""
# %% sample-text
model = build_model(6, hidden_dim=8)
model.compile("adam", "sparse_categorical_crossentropy")


class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = []

    def on_epoch_end(self, epoch, logs=None):
        self.texts.append(self.write(model))
