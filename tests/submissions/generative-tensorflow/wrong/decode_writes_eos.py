"""<eos> ends the text and is written at its end.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = ""
    for i in ids:
        text += "\N{REPLACEMENT CHARACTER}" if i == 1 else vocabulary[i]
        if i == 2:
            break
    return text
