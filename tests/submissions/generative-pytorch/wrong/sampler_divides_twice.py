"""The sampler divides by T, and so does the function that it calls.

test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits / temperature, temperature)
    return torch.multinomial(p, num_samples=1, generator=generator).item()
