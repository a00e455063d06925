"""The text is cut into pieces side by side, with a step of nchars.

test-batch-windows: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    ids = encode(text, vocabulary)
    inputs = [ids[i : i + nchars] for i in range(0, len(ids) - nchars, nchars)]
    targets = [ids[i + 1 : i + nchars + 1] for i in range(0, len(ids) - nchars, nchars)]
    return torch.stack(inputs), torch.stack(targets)
