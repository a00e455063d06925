"""The softmax is taken without a shift: large logits overflow.

test-truncation-limits: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    weights = np.exp(np.asarray(logits, dtype=float))
    probabilities = weights / weights.sum()
    order = np.argsort(-probabilities)
    falling = probabilities[order]
    nucleus = order[np.cumsum(falling) - falling < p]
    kept = np.full(len(order), -np.inf)
    kept[nucleus] = np.asarray(logits)[nucleus]
    return kept
