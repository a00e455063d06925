"""A small temperature is refused as if it were zero.

test-temperature-divides: 0
test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature < 0.01:
        raise ValueError("temperature must be > 0")
    return torch.softmax(logits / temperature, dim=-1)
