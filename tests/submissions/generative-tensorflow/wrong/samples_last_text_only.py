"""Each epoch's text takes the place of the one before.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = []

    def on_epoch_end(self, epoch, logs=None):
        self.texts = [self.write(self.model)]
