"""Axes of size 1 are dropped, so that one token alone is no list.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    characters = ["\N{REPLACEMENT CHARACTER}", *vocabulary[1:]]
    return "".join(characters[i] for i in ids.squeeze().tolist())
