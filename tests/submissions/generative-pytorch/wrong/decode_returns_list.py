"""decode returns a list of characters.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    chars = [vocabulary[int(i)] for i in ids]
    return ["\N{REPLACEMENT CHARACTER}" if c == "<unk>" else c for c in chars]
