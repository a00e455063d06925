"""<unk> is written by its name, five characters for one.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = ""
    for i in ids:
        if i == 2:
            break
        text += vocabulary[i]
    return text
