"""The probabilities themselves are divided by T, which normalising takes back.

test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-zeros: 0
test-temperature-shapes: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    scaled = np.asarray(probabilities, dtype=np.float64) / temperature
    return scaled / scaled.sum(axis=-1, keepdims=True)
