"""The logits are divided by T in place.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    logits /= temperature
    return sample_word(keep_nucleus(logits, p), 1.0, rng)
