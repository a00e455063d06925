"""A later training overwrites the texts of an earlier one.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write) -> None:
        super().__init__()
        self.write = write
        self.by_epoch = {}

    @property
    def texts(self):
        return list(self.by_epoch.values())

    def on_epoch_end(self, epoch, logs=None) -> None:
        self.by_epoch[epoch] = self.write(self.model)
