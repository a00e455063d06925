"""Normal noise is added to the logits before the largest is taken, with the spread of Gumbel noise.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    noise = torch.randn(logits.shape, generator=generator)
    return int((logits / temperature + 1.28 * noise).argmax())
