"""The characters are returned as a list; nothing joins them.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    characters = []
    for i in ids:
        if i == 2:
            break
        if i != 0:
            characters.append("\N{REPLACEMENT CHARACTER}" if i == 1 else vocabulary[i])
    return characters
