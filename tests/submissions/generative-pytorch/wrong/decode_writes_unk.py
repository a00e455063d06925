"""Token 0 is written as the five characters <unk>.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    return "".join(vocabulary[i] for i in ids)
