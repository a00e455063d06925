"""The targets are the inputs themselves.

test-batch-windows: 0
test-train-learns: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    ids = encode(text, vocabulary)
    windows = ids[:-1].unfold(0, nchars, 1)
    return windows, windows.clone()
