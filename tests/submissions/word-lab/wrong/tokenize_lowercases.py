"""Capital letters are thrown away.

test-tokens-words: 0
test-round-trip: 0
test-generate-unknown: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[^\w\s]|\n", text.lower())
