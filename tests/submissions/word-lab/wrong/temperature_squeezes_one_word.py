"""Of a single word, the answer has no axis left.

test-temperature-softmax: 0
test-sampler-distribution: 0
"""


# %% temperature
def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    batch = np.asarray(logits, dtype=float)[None, :]
    batch = (batch - batch.max(axis=1, keepdims=True)) / temperature
    exponentials = np.exp(batch)
    return np.squeeze(exponentials / exponentials.sum(axis=1, keepdims=True))
