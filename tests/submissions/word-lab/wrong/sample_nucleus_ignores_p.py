"""The nucleus is always that of p = 0.8.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return sample_word(keep_nucleus(np.asarray(logits) / temperature, 0.8), 1.0, rng)
