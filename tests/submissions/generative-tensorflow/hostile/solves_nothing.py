"""Nothing is solved: answers of the right type and shape, and errors where errors are asked for.

What is paid is done: the callbacks, and fair dice, drawn from the generator that was handed over.

test-vocabulary-order: 0
test-encode: 0
test-decode: 0
test-dataset-shift: 0
test-dataset-mask: 0
test-dataset-types: 0
test-dataset-complete: 0
test-model-shapes: 0
test-model-probabilities: 0
test-model-causal: 0
test-model-masked: 0
test-model-parameters: 0
test-train-learns: 0
test-train-padding: 0
test-train-losses: 0
test-samples-each-epoch: 0
test-samples-own-list: 0
test-generate-text: 0
test-generate-eos: 0
test-generate-reads: 0
test-generate-steps: 0
test-generate-unk: 0
test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-zeros: 0
test-temperature-float64: 0
test-temperature-shapes: 0
test-temperature-invalid: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% build-vocabulary
def build_vocabulary(titles):
    return ["", "<unk>", "<eos>", *sorted(set("".join(titles)))]
# %% encode
def encode(titles, vocabulary):
    return np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
# %% decode
def decode(ids, vocabulary):
    return vocabulary[-1] * len(ids)
# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    longest = max(map(len, titles))
    inputs = np.zeros((len(titles), longest, len(vocabulary)), dtype=np.float32)
    targets = np.zeros((len(titles), longest), dtype=int)
    return tf.data.Dataset.from_tensor_slices((inputs, targets)).batch(batch_size)
# %% build-model
def build_model(vocab_size, hidden_dim):
    return keras.Sequential(
        [
            keras.Input((None, vocab_size)),
            keras.layers.Masking(),
            keras.layers.Dense(hidden_dim),
            keras.layers.Dense(vocab_size, activation="softmax"),
        ]
    )
# %% train
def train(model, dataset, epochs, callbacks=()):
    for callback in callbacks:
        callback.set_model(model)
        callback.on_train_begin()
        for epoch in range(epochs):
            callback.on_epoch_begin(epoch)
            callback.on_epoch_end(epoch, {"loss": 1.0})
        callback.on_train_end()
    return [3.0 - epoch / epochs for epoch in range(epochs)]
# %% sample-text
class SampleText(keras.callbacks.Callback):
    def __init__(self, write):
        super().__init__()
        self.texts = []

    def on_epoch_end(self, epoch, logs=None):
        self.texts.append("")
# %% generate
def generate(model, vocabulary, size, start):
    return start + vocabulary[3] * size
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("T must be above 0")
    return np.full(np.shape(probabilities), 1 / np.shape(probabilities)[-1])
# %% sample-token
def sample_token(probabilities, temperature, rng):
    return int(rng.integers(len(probabilities)))
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    return start + "".join(vocabulary[token] for token in rng.integers(3, len(vocabulary), size))
