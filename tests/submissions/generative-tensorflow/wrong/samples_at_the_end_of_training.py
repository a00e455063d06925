"""A single text is written when all training is over.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = []

    def on_train_end(self, logs=None):
        self.texts.append(self.write(self.model))
