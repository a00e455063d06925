"""Probabilities are compared with a share of the largest one: that is min-p.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    probabilities = temperature_probabilities(logits, 1.0)
    return np.where(probabilities >= p * probabilities.max(), logits, -np.inf)
