"""Tokens beyond the first 99% of the probability are left out.

test-sampler-distribution: 0
"""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = np.asarray(temperature_probabilities(probabilities, temperature), dtype=float)
    order = np.argsort(-p)
    kept = np.where(np.cumsum(p[order]) - p[order] < 0.99, p[order], 0)
    return int(rng.choice(order, p=kept / kept.sum()))
