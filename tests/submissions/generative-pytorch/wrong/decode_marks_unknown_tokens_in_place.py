"""Tokens that are 0 are replaced in the tensor that was passed in.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    symbols = [*vocabulary, "\N{REPLACEMENT CHARACTER}"]
    ids[ids == 0] = len(vocabulary)
    return "".join(symbols[i] for i in ids.tolist())
