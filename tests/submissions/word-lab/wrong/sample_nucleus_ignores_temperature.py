"""The nucleus and the draw are those of T = 1.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return sample_word(keep_nucleus(logits, p), 1.0, rng)
