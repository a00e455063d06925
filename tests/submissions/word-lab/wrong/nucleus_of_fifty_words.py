"""The nucleus is looked for among the 50 largest logits.

test-nucleus: 0
"""
# %% keep-nucleus
def keep_nucleus(logits: np.ndarray, p: float) -> np.ndarray:
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    logits = np.asarray(logits, dtype=float)
    probabilities = np.exp(logits - logits.max())
    probabilities /= probabilities.sum()
    out, total = np.full(logits.shape, -np.inf), 0.0
    for i in np.argsort(-probabilities)[:50]:
        out[i] = logits[i]
        total += probabilities[i]
        if total >= p and p < 1:
            break
    return out
