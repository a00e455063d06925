"""Only the six most likely tokens are drawn from.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    least = torch.topk(logits, min(6, len(logits))).values[-1]
    logits = logits.masked_fill(logits < least, -torch.inf)
    p = temperature_probabilities(logits, temperature)
    return int(torch.multinomial(p, 1, generator=generator))
