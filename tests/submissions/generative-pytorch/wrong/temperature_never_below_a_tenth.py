"""Every T below 0.1 is taken for 0.1.

test-temperature-divides: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    return torch.softmax(logits / max(temperature, 0.1), dim=-1)
