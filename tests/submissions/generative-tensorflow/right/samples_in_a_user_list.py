"""The texts are kept in a list of its own kind."""
# %% sample-text
from collections import UserList


class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = UserList()

    def on_epoch_end(self, epoch, logs=None):
        self.texts.append(self.write(self.model))
