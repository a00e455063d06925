"""Only the three most likely tokens are ever drawn.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    values, tokens = torch.topk(logits, min(3, len(logits)))
    p = temperature_probabilities(values, temperature)
    return int(tokens[torch.multinomial(p, 1, generator=generator)])
