"""White space at the ends of the text is lost.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    return "".join("\N{REPLACEMENT CHARACTER}" if i == 0 else vocabulary[i] for i in ids).strip()
