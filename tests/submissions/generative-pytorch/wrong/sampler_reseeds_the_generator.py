"""The generator is seeded anew at every draw, so that every draw is the first one.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-generator: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    if generator is not None:
        generator.manual_seed(42)
    p = temperature_probabilities(logits, temperature)
    return torch.multinomial(p, 1, generator=generator).item()
