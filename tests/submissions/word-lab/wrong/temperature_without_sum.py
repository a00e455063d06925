"""The exponentials are not divided by their sum.

test-temperature-softmax: 0
test-temperature-divides: 0
test-temperature-extremes: 0
test-entropy: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
test-generate-seed: 0
test-generate-temperature: 0
test-generate-unk: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")

    logits = np.asarray(logits, dtype=float)
    return np.exp((logits - logits.max()) / temperature)
