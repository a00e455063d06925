"""Padding is written as a space, so that the text keeps its width.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = ""
    for i in ids:
        if i == 2:
            break
        elif i == 1:
            text += "\N{REPLACEMENT CHARACTER}"
        else:
            text += vocabulary[i] or " "
    return text
