"""What stays is found by argsort, k and the nucleus alike."""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    logits = np.asarray(logits)
    result = np.full_like(logits, -np.inf)
    best = np.argsort(logits)[::-1][:k]
    result[best] = logits[best]
    return result
# %% keep-nucleus
def keep_nucleus(logits, p):
    if p <= 0 or p > 1:
        raise ValueError("p must be in (0, 1]")
    logits = np.asarray(logits)
    order = np.argsort(logits)[::-1]
    weights = np.exp(logits[order] - logits[order[0]])
    total = np.cumsum(weights / weights.sum())
    size = int(np.searchsorted(total, p)) + 1
    result = np.full_like(logits, -np.inf)
    result[order[:size]] = logits[order[:size]]
    return result
