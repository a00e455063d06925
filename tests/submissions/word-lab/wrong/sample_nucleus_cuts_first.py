"""The cut comes first, then the temperature: the nucleus is that of T = 1.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return sample_word(keep_nucleus(logits, p), temperature, rng)
