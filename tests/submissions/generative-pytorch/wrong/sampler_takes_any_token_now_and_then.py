"""One draw in ten is of any token whatever.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    if torch.rand(1, generator=generator) < 0.1:
        return int(torch.randint(len(p), (1,), generator=generator))
    return int(torch.multinomial(p, 1, generator=generator))
