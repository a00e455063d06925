"""The token is returned as a tensor without axes.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    return torch.multinomial(p, 1, generator=generator)[0]
