"""The sampler divides by T once more, after the cut.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return sample_word(keep_nucleus(np.asarray(logits) / temperature, p), temperature, rng)
