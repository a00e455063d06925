"""A text is written after every batch, not after every epoch.

test-samples-each-epoch: 0
"""
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.write = write
        self.texts = []

    def on_train_batch_end(self, batch, logs=None):
        self.texts.append(self.write(self.model))
