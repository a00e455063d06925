"""A seed is set inside the sampler, so that "the results are reproducible".

test-sampler-independent: 0
test-sampler-generator: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    torch.manual_seed(0)
    p = temperature_probabilities(logits, temperature)
    return torch.multinomial(p, 1, generator=generator).item()
