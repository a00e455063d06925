"""The text is written when an epoch begins, by a model that has not read it yet.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = []

    def on_epoch_begin(self, epoch, logs=None):
        self.texts.append(self.write(self.model))
