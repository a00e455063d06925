"""<unk> is replaced in the finished text, where it may be spelt in letters.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    text = "".join(vocabulary[i] for i in ids.tolist())
    return text.replace("<unk>", "\N{REPLACEMENT CHARACTER}")
