"""A loss is looked up in logs, which may be None.

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
        print(f"epoch {epoch + 1}, loss {logs['loss']:.3f}: {text}")
        self.texts.append(text)
