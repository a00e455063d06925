"""Exponents below -15 are raised to -15.

test-temperature-softmax: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be > 0")
    exponents = (logits - logits.amax(dim=-1, keepdim=True)) / temperature
    weights = exponents.clamp(min=-15).exp()
    return weights / weights.sum(dim=-1, keepdim=True)
