"""What comes after <eos> is set to 0 in the array that was passed in.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    ids = np.asarray(ids)
    ends = np.flatnonzero(ids == 2)
    if len(ends):
        ids[ends[0]:] = 0
    return "".join("\N{REPLACEMENT CHARACTER}" if i == 1 else vocabulary[i] for i in ids if i != 0)
