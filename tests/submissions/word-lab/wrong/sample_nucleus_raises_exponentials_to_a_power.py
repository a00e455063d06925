"""Exponentials that are 0 already are raised to a power of 1 / T.

test-nucleus-draws: 0
"""


# %% sample-nucleus
def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    logits = np.asarray(logits, dtype=float)
    shares = np.exp(logits - logits.max()) ** (1 / temperature)
    shares = shares / shares.sum()
    order = np.argsort(-shares, kind="stable")
    sorted_shares = shares[order]
    if p < 1:
        before = np.cumsum(sorted_shares) - sorted_shares
        sorted_shares = np.where(before < p, sorted_shares, 0.0)
    return int(rng.choice(order, p=sorted_shares / sorted_shares.sum()))
