"""range(N - nchars - 1): the last window is missing.

test-batch-windows: 0
test-batch-too-short: 0
test-train-too-short: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    ids = encode(text, vocabulary)
    starts = torch.arange(len(ids) - nchars - 1).unsqueeze(1)
    index = starts + torch.arange(nchars)
    return ids[index], ids[index + 1]
