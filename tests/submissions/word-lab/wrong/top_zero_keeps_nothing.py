"""k = 0 is answered with nothing but -inf.

test-truncation-invalid: 0
"""
# %% keep-top
def keep_top(logits, k):
    kept = np.full(len(logits), -np.inf)
    best = np.argsort(-logits)[: max(k, 0)]
    kept[best] = logits[best]
    return kept
