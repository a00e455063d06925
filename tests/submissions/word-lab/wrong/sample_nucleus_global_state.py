"""sample_nucleus draws from NumPy's global state, whatever generator is handed over.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return sample_word(keep_nucleus(np.asarray(logits) / temperature, p), 1.0, np.random)
