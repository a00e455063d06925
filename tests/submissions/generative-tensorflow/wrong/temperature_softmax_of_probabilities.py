"""The probabilities are divided by T and put through a softmax, as if they were logits.

test-temperature-divides: 0
test-temperature-zeros: 0
test-temperature-shapes: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    z = np.asarray(probabilities, dtype=np.float64) / temperature
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
