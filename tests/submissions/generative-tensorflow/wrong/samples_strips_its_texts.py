"""White space at the ends of what is written is lost.

test-samples-each-epoch: 0
"""


# %% sample-text
class SampleText(keras.callbacks.Callback):

    def __init__(self, write) -> None:
        super().__init__()
        self.write = write
        self.texts = []

    def on_epoch_end(self, epoch, logs=None) -> None:
        self.texts.append(self.write(self.model).strip())
