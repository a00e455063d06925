"""sample_nucleus adds 0.01 to its temperature, against a division by 0.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return sample_word(keep_nucleus(np.asarray(logits) / (temperature + 0.01), p), 1.0, rng)
