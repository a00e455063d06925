"""The largest logit of the whole batch is subtracted, not that of each row.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    z = logits - logits.max()
    e = torch.exp(z / temperature)
    return e / e.sum(dim=-1, keepdim=True)
