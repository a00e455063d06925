"""sample_nucleus keeps its temperature between 0.02 and 10.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    temperature = min(max(temperature, 0.02), 10.0)
    return sample_word(keep_nucleus(np.asarray(logits) / temperature, p), 1.0, rng)
