"""The softmax is taken first, and its result divided by T.

test-temperature-divides: 0
test-temperature-extremes: 0
test-entropy: 0
test-sampler-temperature: 0
test-generate-temperature: 0
test-generate-unk: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")

    e = np.exp(np.asarray(logits, dtype=float) - np.max(logits))
    p = e / e.sum()
    return p / temperature
