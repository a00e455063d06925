"""<unk> is left out of the text, like padding.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = ""
    for i in ids:
        if i == 2:
            break
        if i >= 2:
            text += vocabulary[i]
    return text
