"""Logits that are not finite are an error.

test-sampler-distribution: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    if not torch.isfinite(logits).all():
        raise ValueError("infinite logits")
    p = temperature_probabilities(logits, temperature)
    return int(torch.multinomial(p, 1, generator=generator))
