"""The nucleus is the first top-k whose words reach p."""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    shares = temperature_probabilities(logits, 1.0)
    for k in range(1, len(shares) + 1):
        kept = keep_top(logits, k)
        if shares[np.isfinite(kept)].sum() >= p:
            return kept
    return keep_top(logits, len(shares))
