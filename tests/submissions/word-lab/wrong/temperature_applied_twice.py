"""The logits are divided by T twice.

test-temperature-divides: 0
test-sampler-temperature: 0
test-generate-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T")
    scaled = np.asarray(logits, dtype=float) / temperature
    scaled = (scaled - scaled.max()) / temperature
    return np.exp(scaled) / np.exp(scaled).sum()
