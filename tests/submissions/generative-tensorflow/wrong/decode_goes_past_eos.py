"""<eos> is left out like padding, and the text goes on after it.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    written = ["", "\N{REPLACEMENT CHARACTER}", "", *vocabulary[3:]]
    return "".join(written[i] for i in ids)
