"""The tokens are shifted once for the targets, and the targets' windows once more.

test-batch-windows: 0
test-train-learns: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    ids = encode(text, vocabulary)
    shifted = torch.roll(ids, -1)
    inputs = [ids[i : i + nchars] for i in range(len(ids) - nchars)]
    targets = [shifted[i + 1 : i + nchars + 1] for i in range(len(ids) - nchars)]
    return torch.stack(inputs), torch.stack(targets)
