"""Every T above 10 is taken for 10.

test-temperature-divides: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    return torch.softmax(logits / min(temperature, 10.0), dim=-1)
