"""A temperature below 0.1 is taken for 0.1.

test-temperature-divides: 0
test-sampler-temperature: 0
test-soft-temperature: 0
test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("T")
    temperature = max(temperature, 0.1)
    p = np.asarray(probabilities, dtype=np.float64)
    w = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return w / w.sum(axis=-1, keepdims=True)
