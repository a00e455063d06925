"""A token for the end of the text joins the vocabulary that was passed in.

test-batch-windows: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("too short")
    ids = encode(text, vocabulary)
    vocabulary.append("<end>")
    windows = ids.unfold(0, nchars, 1)
    return windows[:-1].clone(), windows[1:].clone()
