"""The most likely word of the nucleus is taken.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return int(np.argmax(keep_nucleus(np.asarray(logits) / temperature, p)))
