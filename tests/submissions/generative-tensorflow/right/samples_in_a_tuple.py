"""The texts are kept in a tuple, a new one each epoch."""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = ()
    def on_epoch_end(self, epoch, logs=None):
        self.texts = (*self.texts, self.write(self.model))
