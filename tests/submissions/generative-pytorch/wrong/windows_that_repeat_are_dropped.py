"""A window that was there before is left out.

test-batch-windows: 0
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("the text is too short")
    pieces = dict.fromkeys(text[i : i + nchars + 1] for i in range(len(text) - nchars))
    rows = torch.stack([encode(piece, vocabulary) for piece in pieces])
    return rows[:, :-1], rows[:, 1:]
