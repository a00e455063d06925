"""The largest logit is subtracted and the temperature applied in the array that was handed over.

test-temperature-divides: 0
test-sampler-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T must be positive")
    logits -= logits.max()
    logits /= temperature
    return np.exp(logits) / np.exp(logits).sum()
