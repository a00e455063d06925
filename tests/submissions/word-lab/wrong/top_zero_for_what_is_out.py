"""What is left out gets the logit 0 instead of -inf.

test-top-k: 0
test-truncation-limits: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    best = np.argsort(-logits)[:k]
    kept = np.zeros(len(logits))
    kept[best] = logits[best]
    return kept
