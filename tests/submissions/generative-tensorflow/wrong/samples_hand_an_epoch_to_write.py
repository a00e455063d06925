"""Functions with a second parameter get the epoch in it.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write) -> None:
        super().__init__()
        self.write = write
        self.texts = []

    def on_epoch_end(self, epoch, logs=None) -> None:
        try:
            text = self.write(self.model, epoch)  # for those who want to know the epoch
        except TypeError:
            text = self.write(self.model)
        self.texts.append(text)
