"""A T that is not positive fails an assert, which is no ValueError.

test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    assert temperature > 0, "temperature must be positive"
    return torch.softmax(logits / temperature, dim=-1)
