"""The embedding masks 0, and the recurrent layer skips it.

test-model-context: 0
"""
# %% network
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
from keras import layers


def build(vocab_size):
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            layers.Embedding(vocab_size, 64, mask_zero=True),
            layers.Dropout(0.2),
            layers.GRU(96, return_sequences=True),
            layers.Dropout(0.2),
            layers.Dense(vocab_size),
        ]
    )

# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    model = build(vocab_size)
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    inputs, targets = (np.asarray(part) for part in make_windows(np.asarray(ids), 24))
    losses = []
    for _ in range(steps):
        rows = rng.integers(0, len(inputs), size=32)
        model.reset_metrics()
        losses.append(float(model.train_on_batch(inputs[rows], targets[rows])))
    model.step_losses = losses
    return model

# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    logits = model(np.asarray(ids)[None, :], training=False)
    return keras.ops.convert_to_numpy(logits)[0, -1]
