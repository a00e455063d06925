"""The k-th largest logit comes from np.partition, the nucleus' smallest from a sorted copy; all that tie stay."""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError(f"k = {k}")
    logits = np.asarray(logits, dtype=float)
    k = min(k, len(logits))
    border = np.partition(logits, len(logits) - k)[len(logits) - k]
    return np.where(logits >= border, logits, -np.inf)
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p = {p}")
    logits = np.asarray(logits, dtype=float)
    falling = np.sort(logits)[::-1]
    sums = np.cumsum(temperature_probabilities(falling, 1.0))
    last = min(np.count_nonzero(sums < p), len(falling) - 1)
    return np.where(logits >= falling[last], logits, -np.inf)
