"""The division is done in the tensor that was handed over.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    logits /= temperature
    return torch.softmax(logits, dim=-1)
