"""A token of more than 0.9 is taken without drawing.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    if p.max() > 0.9:
        return p.argmax().item()
    return torch.multinomial(p, 1, generator=generator).item()
