"""The targets are two characters later, for which the last window has no room.

test-batch-windows: 0
test-batch-too-short: 0
test-train-learns: 0
test-train-too-short: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    ids = encode(text, vocabulary)
    inputs, targets = [], []
    for i in range(len(ids) - nchars - 1):
        inputs.append(ids[i : i + nchars])
        targets.append(ids[i + 2 : i + 2 + nchars])
    return torch.stack(inputs), torch.stack(targets)
