"""Gumbel noise is added in the array that was passed in, of which asarray makes no copy.

test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    scores = np.asarray(logits, dtype=float)
    scores /= temperature
    scores += rng.gumbel(size=len(scores))
    return int(scores.argmax())
