"""A temperature above 1 becomes a whole number.

test-temperature-divides: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be > 0")
    if temperature > 1:
        temperature = int(temperature)
    return torch.softmax(logits / temperature, dim=-1)
