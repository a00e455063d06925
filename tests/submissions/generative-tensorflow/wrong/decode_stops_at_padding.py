"""Padding ends the text as <eos> does.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = ""
    for i in ids:
        if i in (0, 2):
            break
        text += "\N{REPLACEMENT CHARACTER}" if i == 1 else vocabulary[i]
    return text
