"""The cumulative sum is of the logits, not of their softmax.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    logits = np.asarray(logits, dtype=float)
    order = np.argsort(-logits)
    size = int((np.cumsum(logits[order]) < p).sum()) + 1
    kept = np.full(len(order), -np.inf)
    kept[order[:size]] = logits[order[:size]]
    return kept
