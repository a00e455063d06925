"""The text is brought to NFC.

test-decode: 0
"""
# %% decode
import unicodedata


def decode(ids, vocabulary):
    text = ""
    for token in ids:
        if token == 2:
            break
        text += "\N{REPLACEMENT CHARACTER}" if token == 1 else vocabulary[token]
    return unicodedata.normalize("NFC", text)
