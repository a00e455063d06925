"""The sampler draws from the plain softmax.

test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = torch.softmax(logits, dim=-1)
    return torch.multinomial(p, num_samples=1, generator=generator).item()
