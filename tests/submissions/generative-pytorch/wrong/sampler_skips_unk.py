"""Token 0 is never drawn: the mask of generate_soft is applied in the sampler already.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    allowed = logits.clone()
    allowed[0] = float("-inf")
    p = temperature_probabilities(allowed, temperature)
    return torch.multinomial(p, 1, generator=generator).item()
