"""Several unknown tokens in a row are written as one replacement character.

test-decode: 0
"""
# %% decode
import re


def decode(ids, vocabulary):
    text = "".join(vocabulary[i] if i else "\0" for i in ids.tolist())
    return re.sub("\0+", "\N{REPLACEMENT CHARACTER}", text)
