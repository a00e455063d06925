"""A millionth is added to T, so that nothing is ever divided by zero."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    z = logits / (temperature + 1e-6)
    e = (z - z.max(dim=-1, keepdim=True).values).exp()
    return e / (e.sum(dim=-1, keepdim=True) + 1e-6)
