"""The probabilities are divided by T, not the logits.

test-temperature-divides: 0
test-temperature-extremes: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T must be positive")
    return logits.softmax(dim=-1) / temperature
