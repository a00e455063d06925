"""Each draw has a new generator, seeded with the first one's seed and the number of draws so far.

test-sampler-generator: 0
"""
# %% sample-token
from weakref import WeakKeyDictionary

_draws = WeakKeyDictionary()


def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    if generator is not None:
        count = _draws.get(generator, 0)
        _draws[generator] = count + 1
        generator = torch.Generator().manual_seed(generator.initial_seed() + count)
    return int(torch.multinomial(p, 1, generator=generator))
