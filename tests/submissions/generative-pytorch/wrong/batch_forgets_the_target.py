"""A text of nchars characters is taken for long enough, though its last one has no target.

test-batch-too-short: 0
test-train-too-short: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) < nchars:
        raise ValueError(f"{len(text)} < {nchars}")
    ids = encode(text, vocabulary)
    return ids[:-1].unfold(0, nchars, 1), ids[1:].unfold(0, nchars, 1)
