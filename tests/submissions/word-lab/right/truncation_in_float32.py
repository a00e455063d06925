"""Everything in float32, as networks compute; the nucleus is drawn from its own shares."""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    kept = np.array(logits, dtype=np.float32)
    out = np.argsort(-kept, kind="stable")[k:]
    kept[out] = -np.inf
    return kept
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    kept = np.array(logits, dtype=np.float32)
    weights = np.exp(kept - kept.max())
    shares = weights / weights.sum()
    order = np.argsort(-kept, kind="stable")
    before = np.concatenate([[0], np.cumsum(shares[order])[:-1]])
    kept[order[before >= p]] = -np.inf
    return kept
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    kept = keep_nucleus(np.asarray(logits, dtype=np.float32) / np.float32(temperature), p)
    shares = np.exp(kept.astype(float) - kept.max())
    return int(rng.choice(len(shares), p=shares / shares.sum()))
