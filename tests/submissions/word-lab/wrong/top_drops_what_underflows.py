"""What has a probability of 0 in floating point is left out.

test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be 1 or more")
    logits = np.asarray(logits, dtype=float)
    p = np.exp(logits - logits.max())
    least = np.sort(p)[-min(k, len(p))]
    return np.where((p >= least) & (p > 0), logits, -np.inf)
