"""The softmax comes first, and then the power 1 / T, which small numbers do not survive.

test-temperature-divides: 0
test-temperature-extremes: 0
test-sampler-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    p = torch.softmax(logits, dim=-1) ** (1 / temperature)
    return p / p.sum(dim=-1, keepdim=True)
