"""The generator gives a seed for the global state, and the global state draws.

test-sampler-generator: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    if generator is not None:
        seed = torch.randint(0, 2**31, (1,), generator=generator).item()
        torch.manual_seed(seed)
    p = temperature_probabilities(logits, temperature)
    return torch.distributions.Categorical(p).sample().item()
