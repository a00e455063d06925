"""-inf is replaced by -10000 before the division.

test-sampler-distribution: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    finite = torch.nan_to_num(logits, neginf=-1e4)
    p = temperature_probabilities(finite, temperature)
    return torch.multinomial(p, 1, generator=generator).item()
