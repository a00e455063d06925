"""What is left out gets the logit 0 instead of -inf.

test-nucleus: 0
test-truncation-limits: 0
test-nucleus-draws: 0
"""
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    probabilities = temperature_probabilities(logits, 1.0)
    order = np.argsort(-probabilities)
    falling = probabilities[order]
    nucleus = order[np.cumsum(falling) - falling < p]
    kept = np.zeros(len(order))
    kept[nucleus] = np.asarray(logits)[nucleus]
    return kept
