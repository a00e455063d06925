"""A new list is made of the old one and the new text, and the writer has another name."""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self._make_text = write
        self.texts = []

    def on_epoch_end(self, epoch, logs=None):
        self.texts = self.texts + [self._make_text(self.model)]
