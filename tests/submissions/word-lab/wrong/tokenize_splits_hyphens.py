"""A hyphen ends a word: disse-me becomes three tokens.

test-tokens-words: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’]+|[^\w\s]|\n", text)
