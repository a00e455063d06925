"""The sum runs through the words in the vocabulary's order.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    probabilities = temperature_probabilities(logits, 1.0)
    size = int(np.searchsorted(np.cumsum(probabilities), p)) + 1
    kept = np.array(logits, dtype=float)
    kept[size:] = -np.inf
    return kept
