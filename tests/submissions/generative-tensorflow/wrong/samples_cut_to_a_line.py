"""Of each text the first hundred characters are kept.

test-samples-each-epoch: 0
"""


# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write) -> None:
        super().__init__()
        self.write = write
        self.texts = []

    def on_epoch_end(self, epoch, logs=None) -> None:
        """Keras calls this after every epoch; `self.model` is the model in training."""
        text = self.write(self.model)
        self.texts.append(text[:100] if isinstance(text, str) else text)
