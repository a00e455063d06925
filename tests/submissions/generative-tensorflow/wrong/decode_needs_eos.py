"""A row without <eos> is a ValueError.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    ids = [int(i) for i in ids]
    ids = ids[: ids.index(2)]
    return "".join("\N{REPLACEMENT CHARACTER}" if i == 1 else vocabulary[i] for i in ids)
