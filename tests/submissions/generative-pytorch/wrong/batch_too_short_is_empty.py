"""A text that is too short gives an empty batch instead of an error.

test-batch-too-short: 0
test-train-too-short: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        empty = torch.empty(0, nchars, dtype=torch.long)
        return empty, empty
    ids = encode(text, vocabulary)
    return ids[:-1].unfold(0, nchars, 1), ids[1:].unfold(0, nchars, 1)
