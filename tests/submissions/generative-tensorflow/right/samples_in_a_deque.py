"""The texts are kept in a deque."""
# %% sample-text
from collections import deque


class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = deque()

    def on_epoch_end(self, epoch, logs=None):
        self.texts.append(self.write(self.model))
