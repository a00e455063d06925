"""Maximum and sum go over the whole tensor, not over the last axis.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    weights = torch.exp((logits - logits.max()) / temperature)
    return weights / weights.sum()
