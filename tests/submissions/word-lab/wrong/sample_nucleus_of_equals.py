"""One of the nucleus is taken, all equally likely.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    kept = keep_nucleus(np.asarray(logits) / temperature, p)
    return int(rng.choice(np.flatnonzero(np.isfinite(kept))))
