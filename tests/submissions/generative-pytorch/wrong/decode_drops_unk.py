"""Token 0 is written as nothing.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    return "".join(vocabulary[int(i)] for i in ids if i != 0)
