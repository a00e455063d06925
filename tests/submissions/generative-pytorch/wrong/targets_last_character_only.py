"""One target for each window: the character after it.

test-batch-windows: 0
test-batch-too-short: 0
test-train-learns: 0
test-train-losses: 0
test-train-mode: 0
test-train-too-short: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    ids = encode(text, vocabulary)
    inputs = ids[:-1].unfold(0, nchars, 1)
    targets = ids[nchars:]
    return inputs, targets
