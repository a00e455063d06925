"""A batch of one row comes back without its axis.

test-temperature-shapes: 0
test-temperature-softmax: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be > 0")
    return torch.softmax(logits / temperature, dim=-1).squeeze()
