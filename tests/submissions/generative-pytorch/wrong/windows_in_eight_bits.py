"""Windows are uint8 to save memory, whatever the size of the vocabulary.

test-batch-windows: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("the text is too short")
    ids = encode(text, vocabulary).to(torch.uint8)
    return ids[:-1].unfold(0, nchars, 1), ids[1:].unfold(0, nchars, 1)
