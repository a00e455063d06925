"""Dividing by the largest probability is taken for normalising.

test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-float64: 0
test-temperature-shapes: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-sampler-float32: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = np.asarray(probabilities, dtype=np.float64)
    return (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
