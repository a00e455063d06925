"""Where no generator is given, each call makes one with a fixed seed.

test-sampler-independent: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    if generator is None:
        generator = torch.Generator()
        generator.manual_seed(1234)
    p = temperature_probabilities(logits, temperature)
    return int(torch.multinomial(p, 1, generator=generator))
