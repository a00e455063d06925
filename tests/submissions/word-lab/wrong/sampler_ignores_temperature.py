"""The sampler draws at T = 1 whatever T is.

test-sampler-temperature: 0
test-generate-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, 1.0)
    return int(rng.choice(len(p), p=p))
