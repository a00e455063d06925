"""The logits are multiplied by T.

test-temperature-divides: 0
test-entropy: 0
test-sampler-temperature: 0
test-generate-temperature: 0
test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")

    scaled = np.asarray(logits, dtype=float) * temperature
    e = np.exp(scaled - scaled.max())
    return e / e.sum()
