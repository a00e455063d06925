"""Signs that follow each other make one token.

test-tokens-signs: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[^\w\s]+|\n", text)
