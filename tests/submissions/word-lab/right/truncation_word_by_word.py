"""For each word it is counted how many, and how much probability, come before it."""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    logits = np.asarray(logits, dtype=float)
    larger = (logits[None, :] > logits[:, None]).sum(axis=1)  # (V,)
    return np.where(larger < k, logits, -np.inf)
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    logits = np.asarray(logits, dtype=float)
    shares = temperature_probabilities(logits, 1.0)
    before = (shares[None, :] * (shares[None, :] > shares[:, None])).sum(axis=1)  # (V,)
    return np.where(before < p, logits, -np.inf)
