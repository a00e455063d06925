"""The sampler draws any token, all equally often.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    probs = temperature_probabilities(logits, temperature)
    return torch.randint(len(probs), (1,), generator=generator).item()
