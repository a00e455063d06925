"""The sampler draws with Python's random module and has no use for the generator.

test-sampler-generator: 0
test-soft-text: 0
"""
# %% sample-token
import random


def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    return random.choices(range(len(p)), weights=p)[0]
