"""The sampler takes every T below 0.1 for 0.1, though the probabilities do not.

test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, max(temperature, 0.1))
    return int(torch.multinomial(p, 1, generator=generator))
