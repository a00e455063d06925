"""The list is a default argument, which Python makes only once.

test-samples-own-list: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write, texts=[]):
        super().__init__()
        self.write = write
        self.texts = texts

    def on_epoch_end(self, epoch, logs=None):
        self.texts.append(self.write(self.model))
