"""Words beyond the first 99% of the probability are left out.

test-sampler-distribution: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = np.asarray(temperature_probabilities(logits, temperature), dtype=float)
    order = np.argsort(-p)
    kept = np.where(np.cumsum(p[order]) - p[order] < 0.99, p[order], 0)
    return int(rng.choice(order, p=kept / kept.sum()))
