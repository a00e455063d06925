"""An empty text is not kept.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write) -> None:
        super().__init__()
        self.write = write
        self.texts = []

    def on_epoch_end(self, epoch, logs=None) -> None:
        if text := self.write(self.model):
            self.texts += [text]
