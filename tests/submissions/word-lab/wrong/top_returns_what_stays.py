"""Only the k largest come back: the shape is lost.

test-top-k: 0
test-truncation-limits: 0
test-truncation-invalid: 0
"""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    return np.sort(logits)[::-1][:k]
