"""One draw in twenty is the most likely token.

test-sampler-distribution: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    if torch.rand(1, generator=generator) < 0.05:
        return int(p.argmax())
    return int(torch.multinomial(p, 1, generator=generator))
