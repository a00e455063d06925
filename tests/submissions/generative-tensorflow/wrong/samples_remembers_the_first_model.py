"""In a later training, the first model still writes.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write) -> None:
        super().__init__()
        self.write = write
        self.network = None
        self.texts = []

    def on_epoch_end(self, epoch, logs=None) -> None:
        if self.network is None:
            self.network = self.model
        self.texts.append(self.write(self.network))
