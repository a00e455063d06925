"""Tokens beyond the first 99% of the probability are left out.

test-sampler-distribution: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p, order = temperature_probabilities(logits, temperature).sort(descending=True)
    p = torch.where(p.cumsum(0) - p < 0.99, p, 0.0)
    return order[torch.multinomial(p, 1, generator=generator)].item()
