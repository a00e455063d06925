"""Without a generator, Python's random module draws, and torch.manual_seed changes nothing.

test-sampler-generator: 0
"""
# %% sample-token
import random


def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    if generator is None:
        return random.choices(range(len(p)), weights=p.tolist())[0]
    return torch.multinomial(p, 1, generator=generator).item()
