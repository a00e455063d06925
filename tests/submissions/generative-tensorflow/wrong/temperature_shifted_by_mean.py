"""The logarithms are shifted by their mean, which a single zero makes infinite.

test-temperature-extremes: 0
test-temperature-zeros: 0
test-sampler-float32: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    logits = np.log(np.asarray(probabilities, dtype=np.float64))
    weights = np.exp((logits - logits.mean(axis=-1, keepdims=True)) / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
