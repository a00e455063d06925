"""Each probability is compared with p, not their sum.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    probabilities = temperature_probabilities(logits, 1.0)
    return np.where(probabilities >= p, logits, -np.inf)
