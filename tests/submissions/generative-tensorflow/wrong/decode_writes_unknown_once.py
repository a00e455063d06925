"""Unknown characters that follow each other are written as one.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = ""
    for token in ids:
        if token == 2:
            break
        if token == 1:
            text = text.rstrip("\N{REPLACEMENT CHARACTER}") + "\N{REPLACEMENT CHARACTER}"
        else:
            text += vocabulary[token]
    return text
