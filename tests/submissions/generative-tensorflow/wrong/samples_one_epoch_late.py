"""The text of an epoch is written when the next one begins.

test-samples-each-epoch: 0
"""


# %% sample-text
class SampleText(keras.callbacks.Callback):

    def __init__(self, write) -> None:
        super().__init__()
        self.write = write
        self.texts = []
        self.due = False

    def keep(self) -> None:
        if self.due:
            self.texts.append(self.write(self.model))
            self.due = False

    def on_epoch_begin(self, epoch, logs=None) -> None:
        self.keep()

    def on_epoch_end(self, epoch, logs=None) -> None:
        """Keras calls this after every epoch; `self.model` is the model in training."""
        self.due = True

    def on_train_end(self, logs=None) -> None:
        self.keep()
