"""What stays is a mask of zeros and ones."""


# %% keep-top
def _masked(logits, mask):
    with np.errstate(divide="ignore"):
        return logits + np.log(mask.astype(float))


def keep_top(logits: np.ndarray, k: int) -> np.ndarray:
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    logits = np.asarray(logits)
    places = np.argsort(-logits, kind="stable")[:k]
    return _masked(logits, np.isin(np.arange(logits.size), places))


# %% keep-nucleus
def keep_nucleus(logits: np.ndarray, p: float) -> np.ndarray:
    if p <= 0 or p > 1:
        raise ValueError(f"p must be above 0 and at most 1, not {p}")
    logits = np.asarray(logits)
    mask = np.ones(logits.size)
    if p < 1:
        shares = np.exp(logits - logits.max())
        shares = shares / shares.sum()
        order = np.argsort(-shares, kind="stable")
        reached = np.cumsum(shares[order]) >= p
        before = np.concatenate([[False], reached[:-1]])  # p was reached before this word
        mask[order] = ~before
    with np.errstate(divide="ignore"):
        return logits + np.log(mask)
