"""Padding within the text is left out, but two in a row end it.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = ""
    for place, token in enumerate(ids):
        if token == 2 or (token == 0 and 0 in ids[place + 1 : place + 2]):
            break
        text += "\N{REPLACEMENT CHARACTER}" if token == 1 else vocabulary[token]
    return text
