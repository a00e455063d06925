"""The shift and the division are done in place, in the caller's logits.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    logits -= logits.max(dim=-1, keepdim=True).values
    logits /= temperature
    weights = logits.exp()
    return weights / weights.sum(dim=-1, keepdim=True)
