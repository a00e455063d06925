"""The powers are returned as they are, and their sum is not 1.

test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-float64: 0
test-sampler-temperature: 0
test-sampler-float32: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    return np.asarray(probabilities, dtype=np.float64) ** (1 / temperature)
