"""An apostrophe ends a word: don’t becomes three tokens.

test-tokens-words: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w-]+|[^\w\s]|\n", text)
