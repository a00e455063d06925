"""The characters are kept from call to call, by the size of the vocabulary.

test-decode: 0
"""
# %% decode
characters_of_size = {}


def decode(ids, vocabulary):
    size = len(vocabulary)
    if size not in characters_of_size:
        characters_of_size[size] = ["\N{REPLACEMENT CHARACTER}", *vocabulary[1:]]
    return "".join(characters_of_size[size][i] for i in ids.tolist())
